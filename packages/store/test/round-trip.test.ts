import { describe, expect, it } from '@jest/globals';
import { type TraceData, parseOrder } from '@spanwright/core/model';
import { newPath } from './support/folder.ts';
import { openStore } from './support/stores.ts';
import { makeSpan, makeTrace, richTrace, traceIdOf } from './support/traces.ts';

async function storeAndRead(trace: TraceData): Promise<TraceData | undefined> {
  const path = newPath();
  const writer = openStore(path);
  await writer.append([trace]);
  await writer.close();
  return await openStore(path, { mode: 'read' }).getTrace(trace.info.traceId);
}

describe('a stored trace', () => {
  it('comes back as it was, to the nanosecond', async () => {
    expect(await storeAndRead(richTrace(1))).toEqual(richTrace(1));
  });

  it('comes back without spans, duration and previews where it has none', async () => {
    const { executionDurationMs: _, ...info } = makeTrace(1, { state: 'IN_PROGRESS' }).info;
    const trace = { info, spans: [] };
    const stored = await storeAndRead(trace);
    expect(stored).toEqual(trace);
    expect(Object.keys(stored?.info ?? {})).not.toContain('executionDurationMs');
  });

  it('has its spans in the order of their start', async () => {
    const spans = [makeSpan(1, 3), makeSpan(1, 0), makeSpan(1, 2), makeSpan(1, 1)];
    const stored = await storeAndRead(makeTrace(1, {}, spans));
    expect(stored?.spans.map((span) => span.name)).toEqual(['step 0', 'step 1', 'step 2', 'step 3']);
  });

  it('keeps spans that start together in the order in which they came', async () => {
    const startTimeNs = 5n;
    const spans = [7, 3, 5].map((n) => makeSpan(1, n, { startTimeNs }));
    const stored = await storeAndRead(makeTrace(1, {}, spans));
    expect(stored?.spans.map((span) => span.name)).toEqual(['step 7', 'step 3', 'step 5']);
  });

  it.each(['tr-short', `tr-${'A'.repeat(32)}`, 'a name', '0123456789abcdef0123456789abcdef'])(
    'may have an id of another form: %s',
    async (traceId) => {
      const trace = makeTrace(1, { traceId }, [makeSpan(1, 0, { traceId, spanId: 'a span', parentSpanId: 'ABC' })]);
      expect(await storeAndRead(trace)).toEqual(trace);
    },
  );

  it('may belong to an experiment that nobody has created', async () => {
    const trace = makeTrace(1, { experimentId: '421337' });
    expect(await storeAndRead(trace)).toEqual(trace);
  });

  it('may have 3,000 spans and span contents of 5 MB', async () => {
    const spans = Array.from({ length: 3000 }, (_, n) =>
      makeSpan(1, n, { attributes: { text: `${n}`.repeat(n === 1500 ? 1_250_000 : 100) } }),
    );
    const trace = makeTrace(1, {}, spans);
    expect(await storeAndRead(trace)).toEqual(trace);
  });

  it('keeps its start when its clock was far off', async () => {
    const startTimeNs = 1n;
    const trace = makeTrace(1, { requestTimeMs: 1_750_000_000_000.25 }, [makeSpan(1, 0, { startTimeNs })]);
    expect(await storeAndRead(trace)).toEqual(trace);
  });

  it('has what SQLite would round or cut in each way of reading it', async () => {
    const trace = makeTrace(1, {
      requestTimeMs: 1_750_000_000_000.1233,
      executionDurationMs: 0.1 + 0.2,
      clientRequestId: 'a\0b',
      requestPreview: 'half of a pair: \ud83d',
      responsePreview: '["[1]"]',
      tags: { 'a\0"b': '\ud83d\0' },
    });
    const store = openStore(newPath());
    await store.append([trace]);
    const lists = [
      store.listTraces(),
      store.searchTraces(),
      store.searchTraces({ orderBy: parseOrder(['execution_time']) }),
    ];
    for (const { traces } of await Promise.all(lists)) expect(traces).toEqual([trace.info]);
    expect(await store.getTrace(trace.info.traceId)).toEqual(trace);
  });

  it('is not found under another id', async () => {
    const store = openStore(newPath());
    await store.append([makeTrace(1)]);
    expect(await store.getTrace(traceIdOf(2))).toBeUndefined();
  });
});
