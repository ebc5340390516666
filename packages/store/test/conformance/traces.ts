import { expect, it } from '@jest/globals';
import type { Stores } from './store-under-test.ts';
import { makeSpan, makeTrace, richTrace, traceIdOf } from '../support/traces.ts';

/** Storing traces and reading them back. */
export function describeTraces({ open, openAgain }: Stores): void {
  it('gives a trace back as it was, to the nanosecond, also to another program', async () => {
    const store = await open();
    await store.append([richTrace(1), makeTrace(2)]);
    const other = await openAgain(store);
    expect(await other.getTrace(traceIdOf(1))).toEqual(richTrace(1));
    expect(await other.getTraces([traceIdOf(2), traceIdOf(9), traceIdOf(1)])).toEqual([makeTrace(2), richTrace(1)]);
    expect(await other.getTrace('tr-unknown')).toBeUndefined();
  });

  it('keeps a trace with an id of its own kind, and one without spans', async () => {
    const store = await open();
    const own = { ...makeTrace(1, { traceId: 'Mine/1' }), spans: [] };
    await store.append([own]);
    expect(await store.getTrace('Mine/1')).toEqual(own);
  });

  it('adds late spans, replaces repeated ones, and lets the newer information win', async () => {
    const store = await open();
    const usage = (n: number) => ({ input_tokens: n, output_tokens: 1, total_tokens: n + 1 });
    const span = (n: number, tokens: number) =>
      makeSpan(0, n, { name: `step ${n}`, attributes: { 'mlflow.chat.tokenUsage': usage(tokens) } });
    const root = makeSpan(0, 0);
    await store.append([makeTrace(0, { state: 'IN_PROGRESS', tags: { a: '1', b: '1' } }, [span(1, 5)])]);
    await store.append([
      makeTrace(0, { requestTimeMs: 1_749_999_999_000, tags: { b: '2' } }, [root, span(1, 7)]),
      makeTrace(0, { requestTimeMs: 1_749_999_999_000 }, [span(2, 10)]),
    ]);
    const trace = await store.getTrace(traceIdOf(0));
    expect(trace?.spans).toEqual([root, span(1, 7), span(2, 10)]);
    expect(trace?.info).toMatchObject({
      state: 'OK',
      requestTimeMs: 1_749_999_999_000,
      tags: { a: '1', b: '2' },
      metadata: { 'mlflow.trace.tokenUsage': JSON.stringify({ input_tokens: 17, output_tokens: 2, total_tokens: 19 }) },
    });
  });

  it('gives a span that starts with the one it is inside of after it, whichever came first', async () => {
    const store = await open();
    const { startTimeNs, ...root } = makeSpan(0, 0);
    const inner = makeSpan(0, 1, { startTimeNs });
    await store.append([makeTrace(0, {}, [inner, { ...root, startTimeNs }])]);
    expect((await store.getTrace(traceIdOf(0)))?.spans.map(({ name }) => name)).toEqual([root.name, inner.name]);
  });

  it('lets a part whose root is elsewhere say nothing of the whole', async () => {
    const store = await open();
    await store.append([makeTrace(0, { state: 'OK', requestPreview: 'whole' })]);
    await store.append([makeTrace(0, { state: 'ERROR', partial: true, requestPreview: 'part' }, [makeSpan(0, 1)])]);
    const trace = await store.getTrace(traceIdOf(0));
    expect(trace?.info).toMatchObject({ state: 'OK', requestPreview: 'whole' });
    expect(trace?.info).not.toHaveProperty('partial');
    expect(trace?.spans).toHaveLength(2);
  });

  it('stores none of the traces of a call that it refuses', async () => {
    const store = await open();
    const stranger = makeTrace(2, {}, [makeSpan(3, 0)]);
    await expect(store.append([makeTrace(1), stranger])).rejects.toMatchObject({ code: 'INVALID_PARAMETER_VALUE' });
    expect((await store.listTraces()).traces).toEqual([]);
  });

  it('puts a trace into an experiment of which only the name is known', async () => {
    const store = await open();
    await store.append([{ ...makeTrace(1), experimentName: 'night' }]);
    const experiment = await store.getExperimentByName('night');
    expect((await store.getTrace(traceIdOf(1)))?.info.experimentId).toBe(experiment?.experimentId);
  });

  it('finds itself sound', async () => {
    const store = await open();
    await store.append([richTrace(1)]);
    expect(await store.check()).toEqual([]);
  });
}
