import { agentTrace } from '../store/agent-traces.mjs';
import { timed } from '../store/measure.mjs';

const API = '/api/spanwright/v1';

/** What the viewer asks for, by its name. */
const READS = {
  'list of 100, the newest': () => '/traces?limit=100',
  'list of 100, by status': () => `/traces?limit=100&filter=${encodeURIComponent("status = 'ERROR'")}`,
  'list of 100, by a tag': () => `/traces?limit=100&filter=${encodeURIComponent("tags.env = 'dev'")}`,
  'list of 20, by a text': () => `/traces?limit=20&filter=${encodeURIComponent("trace.text LIKE '%dzekdkirnn%'")}`,
  'a trace of 10 spans': (n, traces) => `/traces/${agentTrace((n * 7919) % traces).info.traceId}`,
  'chart by day': () => '/charts?interval=day',
  facets: () => '/facets',
  'sessions, 100': () => '/sessions?limit=100',
};

/** p50 and p99 in milliseconds of each question, asked one after the other over one connection. */
export async function measureReads(url, { traces, samples }) {
  const results = {};
  for (const [name, path] of Object.entries(READS)) {
    results[name] = await timed(samples, async (n) => {
      const response = await fetch(url + API + path(n, traces));
      const body = await response.json();
      if (!response.ok) throw new Error(`${name}: ${JSON.stringify(body)}`);
    });
  }
  return results;
}
