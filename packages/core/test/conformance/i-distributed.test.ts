import { describe, expect } from '@jest/globals';
import { makeProgramFolder, runInNode, storedTraces } from '@spanwright/fixtures';
import { join } from 'node:path';
import {
  getCurrentActiveSpan,
  getTracingContextHeaders,
  getTrace,
  logFeedback,
  startSpan,
  trace,
  withSpan,
  withTracingContext,
} from '../../src/index.ts';
import { conforms, conformsLogged, conformsOnce } from './support/conforms.ts';
import { spanOf } from './support/spans.ts';

const PROGRAM = join(__dirname, '..', 'programs', 'continue-trace.mjs');
const OTEL_TRACE = '0af7651916cd43dd8448eb211c80319c';
const PARENT = 'b7ad6b7169203331';
const traceparent = `00-${OTEL_TRACE}-${PARENT}-01`;

let foreign = 0;
/** Headers of a trace that nothing of has been stored yet. */
const freshHeaders = (): { traceparent: string } => {
  const id = (foreign += 1).toString(16).padStart(32, '1');
  return { traceparent: `00-${id}-${PARENT}-01` };
};

describe('a trace over several programs', () => {
  conforms(
    143,
    'is passed on by a traceparent of the active span; without one there is none, and a warning',
    async (of) => {
      const client = trace(() => of.give(() => [getTracingContextHeaders(), getCurrentActiveSpan()] as const), {
        name: 'client',
      });
      const [headers, span] = await client();
      expect(headers).toEqual({ traceparent: `00-${span?.traceId.slice(3)}-${span?.spanId}-01` });
      expect(getTracingContextHeaders()).toEqual({});
      expect(of.warnings).toEqual([expect.stringContaining('no span is active')]);
    },
  );

  conforms(
    144,
    'is continued from headers: child of the sender, in its trace; no span is active by itself',
    async (of) => {
      const headers = freshHeaders();
      const server = trace(() => of.give(() => getCurrentActiveSpan()?.traceId), { name: 'server' });
      const traceId = await withTracingContext(headers, () => {
        expect(getCurrentActiveSpan()).toBeUndefined();
        return server();
      });
      expect(traceId).toBe(`tr-${headers.traceparent.slice(3, 35)}`);
      const stored = await getTrace(traceId ?? '');
      expect(stored?.data.spans.map(({ name, parentId }) => [name, parentId])).toEqual([['server', PARENT]]);
    },
  );

  conformsOnce(
    145,
    'is continued from a header in capitals; without the header there is an error that names it',
    () => {
      const seen = withTracingContext({ Traceparent: traceparent }, () => getTracingContextHeaders());
      expect(seen).toEqual({ traceparent });
      expect(() => withTracingContext({}, () => {})).toThrow(/has no traceparent header/);
    },
  );

  conformsOnce(146, 'is one stored trace, three processes deep', async () => {
    const folder = await makeProgramFolder({});
    try {
      expect(await runInNode({ file: PROGRAM, cwd: folder.path })).toMatchObject({ code: 0 });
      const stored = await storedTraces(join(folder.path, 'spanwright.db'));
      expect(stored).toHaveLength(1);
      const spans = new Map(stored[0]?.spans.map((span) => [span.name, span]));
      expect([...spans.keys()].sort()).toEqual(['client', 'database', 'server']);
      expect(spans.get('client')).not.toHaveProperty('parentSpanId');
      expect(spans.get('server')?.parentSpanId).toBe(spans.get('client')?.spanId);
      expect(spans.get('database')?.parentSpanId).toBe(spans.get('server')?.spanId);
    } finally {
      await folder.remove();
    }
  });

  conforms(147, 'that leads back into its own process stays whole', async (of) => {
    const server = trace(() => of.give(() => 'served'), { name: 'server' });
    await withSpan({ name: 'client', inputs: 'question' }, async () => {
      await withTracingContext(getTracingContextHeaders(), () => server());
      return 'answer';
    });
    const traced = await of.trace();
    expect([traced.data.request, traced.data.response, traced.info.state]).toEqual(['question', 'answer', 'OK']);
    expect(traced.info.tags['mlflow.traceName']).toBe('client');
    expect(spanOf(traced, 'server').parentId).toBe(spanOf(traced, 'client').spanId);
  });

  conformsLogged(148, 'takes feedback inside of a context that came by headers', async () => {
    const headers = freshHeaders();
    const traceId = `tr-${headers.traceparent.slice(3, 35)}`;
    withTracingContext(headers, () => {
      const span = startSpan('server');
      void logFeedback({ traceId, spanId: span.spanId, name: 'remote', value: true });
      span.end();
    });
    await logFeedback({ traceId, name: 'after', value: false });
    const stored = await getTrace(traceId);
    expect(stored?.info.assessments?.map(({ name, value }) => [name, value])).toEqual([
      ['remote', true],
      ['after', false],
    ]);
  });
});
