// Speed of the trace store, beside MLflow's layout: node benchmarks/store/run.mjs [--traces 20000] [--mlflow-traces 5000]
// [--samples 200] [--json file]. Build first. Every run makes the same traces.
import { parseFilter } from '@spanwright/core/model';
import { openTraceStore } from '@spanwright/store';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { agentTrace } from './agent-traces.mjs';
import { table, timed } from './measure.mjs';
import { measureMlflowLayout } from './mlflow-layout.mjs';

const { values: flags } = parseArgs({
  options: {
    traces: { type: 'string', default: '20000' },
    'mlflow-traces': { type: 'string', default: '5000' },
    samples: { type: 'string', default: '200' },
    folder: { type: 'string', default: tmpdir() },
    json: { type: 'string' },
  },
});
const traces = Number(flags.traces);
const samples = Number(flags.samples);
const BATCH = 64;
const IN_FLIGHT = 8;
const SINGLES = Math.min(2000, traces);

const folder = mkdtempSync(join(flags.folder, 'spanwright-bench-'));
const path = join(folder, 'traces.db');
const store = openTraceStore({ path });
for (let n = 0; n < 1000; n++) agentTrace(n);

async function ingest() {
  const inFlight = new Set();
  let mainMs = 0;
  const started = performance.now();
  for (let n = 0; n < traces; n += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, traces - n) }, (_, i) => agentTrace(n + i));
    if (inFlight.size >= IN_FLIGHT) await Promise.race(inFlight);
    const before = performance.now();
    const stored = store.append(batch);
    mainMs += performance.now() - before;
    inFlight.add(stored);
    void stored.then(() => inFlight.delete(stored));
  }
  await Promise.all(inFlight);
  return { seconds: (performance.now() - started) / 1000, mainMs };
}

async function untilIndexed() {
  const started = performance.now();
  // The text of the oldest trace is indexed last: while it is not, a search has to look at it.
  for (;;) {
    const { traces: found, nextPageToken } = await store.searchTraces({
      filter: parseFilter("trace.text LIKE '%zzzqqq%'"),
      timeBudgetMs: 0,
    });
    if (found.length === 0 && nextPageToken === undefined) return (performance.now() - started) / 1000;
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}

const one = agentTrace(Math.floor(traces / 2)).info;
const find = (filter) => {
  const query = { experimentIds: ['0'], filter: parseFilter(filter) };
  return timed(samples, () => store.searchTraces(query));
};

const { seconds, mainMs } = await ingest();
const indexSeconds = await untilIndexed();
const queries = {
  list: await find(''),
  tag: await find("tags.flagged = 'yes'"),
  session: await find(`metadata.mlflow.trace.session = '${one.metadata['mlflow.trace.session']}'`),
  'status+time': await find(`status = 'ERROR' AND timestamp > ${one.requestTimeMs}`),
  'span name': await find("span.name = 'tool_7'"),
  'get trace': await timed(samples, (i) => store.getTrace(agentTrace((i * 7919) % traces).info.traceId)),
  'text, absent': await find("trace.text LIKE '%zzzqqq%'"),
  'text, common': await find("trace.text LIKE '%agent%'"),
};
const bytes = statSync(path).size;
const singles = performance.now();
for (let n = 0; n < SINGLES; n++) await store.append([agentTrace(traces + n)]);
const singleRate = Math.round(SINGLES / ((performance.now() - singles) / 1000));
await store.close();
const mlflow = await measureMlflowLayout(join(folder, 'mlflow.db'), {
  traces: Number(flags['mlflow-traces']),
  samples: Math.min(samples, 50),
  makeTrace: agentTrace,
});
rmSync(folder, { recursive: true });

const result = {
  node: process.version,
  traces,
  ingestSpansPerSecond: Math.round((traces * 10) / seconds),
  indexedSpansPerSecond: Math.round((traces * 10) / (seconds + indexSeconds)),
  tracesPerSecondOneByOne: singleRate,
  mainThreadMicrosecondsPerSpan: Number(((mainMs * 1000) / (traces * 10)).toFixed(2)),
  bytesPerTrace: Math.round(bytes / traces),
  rssMegabytes: Math.round(process.memoryUsage().rss / 1e6),
  queries,
  mlflowLayout: { traces: Number(flags['mlflow-traces']), ...mlflow },
};
const { queries: _, mlflowLayout: __, ...figures } = result;
console.log(table(Object.entries(figures).map(([figure, value]) => ({ figure, value }))));
console.log(
  `\n${table(Object.entries(queries).map(([query, { p50, p99 }]) => ({ query, 'p50 ms': p50, 'p99 ms': p99, "MLflow's layout p50": mlflow[query]?.p50, p99: mlflow[query]?.p99 })))}`,
);
console.log(
  `\nMLflow's layout, ${flags['mlflow-traces']} traces: ${mlflow.ingest} spans/s, ${mlflow.bytesPerTrace} bytes a trace`,
);
if (flags.json) writeFileSync(flags.json, `${JSON.stringify(result, null, 2)}\n`);
