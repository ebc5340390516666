import { expect, it } from '@jest/globals';
import { parseFilter } from '@spanwright/core/model';
import type { Stores } from './store-under-test.ts';
import { makeSpan, makeTrace, traceIdOf } from '../support/traces.ts';

const SPANS = 50_000;
const PAYLOAD_BYTES = 20 * 1024 * 1024;

/** Traces out of the ordinary. */
export function describeLarge({ open }: Stores): void {
  it('takes a trace of 50,000 spans, in parts, and gives it back whole', async () => {
    const store = await open();
    const spans = Array.from({ length: SPANS }, (_, n) => makeSpan(1, n, { name: n === 40_000 ? 'needle' : 'step' }));
    for (let i = 0; i < SPANS; i += SPANS / 2) await store.append([makeTrace(1, {}, spans.slice(i, i + SPANS / 2))]);
    expect((await store.getTrace(traceIdOf(1)))?.spans).toEqual(spans);
    const { traces } = await store.searchTraces({ filter: parseFilter("span.name = 'needle'") });
    expect(traces).toHaveLength(1);
    expect((await store.getChart({ by: 'spanType' }))[0]?.count).toBe(SPANS);
    expect(await store.deleteTraces({ traceIds: [traceIdOf(1)] })).toBe(1);
  });

  it('takes a payload of 20 MB, and lists without reading it', async () => {
    const store = await open();
    const text = 'payload '.repeat(PAYLOAD_BYTES / 8);
    const trace = makeTrace(1, {}, [makeSpan(1, 0, { attributes: { 'mlflow.spanOutputs': text } })]);
    await store.append([trace]);
    expect((await store.listTraces()).traces).toEqual([trace.info]);
    expect((await store.getTrace(traceIdOf(1)))?.spans[0]?.attributes['mlflow.spanOutputs']).toBe(text);
  });
}
