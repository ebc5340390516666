import { expect, it } from '@jest/globals';
import type { Stores } from './store-under-test.ts';
import { makeSpan, makeTrace, richTrace, spanIdOf, traceIdOf } from '../support/traces.ts';

/** Reading a part of a trace. */
export function describeOutlines({ open }: Stores): void {
  it('outlines a trace without the content of its spans', async () => {
    const store = await open();
    const usage = { input_tokens: 1, output_tokens: 2, total_tokens: 3 };
    const small = { 'mlflow.spanType': 'AGENT', 'gen_ai.agent.name': 'planner', temperature: 0.5, cached: false };
    const large = { 'mlflow.spanInputs': 'short', 'mlflow.spanOutputs': 1, list: [1], long: 'x'.repeat(501) };
    const error = { 'exception.type': 'TypeError', 'exception.message': 'no'.repeat(400) };
    const event = { name: 'exception', timeNs: 1_750_000_000_123_456_790n };
    const span = makeSpan(1, 0, {
      status: { code: 'ERROR', message: 'y'.repeat(501) },
      attributes: { ...small, 'mlflow.chat.tokenUsage': usage, ...large },
      events: [{ ...event, attributes: { ...error, 'exception.stacktrace': 'at' } }],
    });
    await store.append([makeTrace(1, { tags: { a: 'b' } }, [span])]);
    expect(await store.getTraceOutline(traceIdOf(1))).toEqual(
      makeTrace(1, { tags: { a: 'b' } }, [
        {
          ...span,
          status: { code: 'ERROR', message: 'y'.repeat(500) },
          attributes: { ...small, 'mlflow.chat.tokenUsage': usage },
          events: [{ ...event, attributes: { ...error, 'exception.message': 'no'.repeat(250) } }],
        },
      ]),
    );
    expect(await store.getTraceOutline(traceIdOf(2))).toBeUndefined();
  });

  it('outlines spans that came late or again in the order of their start, with what was said last', async () => {
    const store = await open();
    await store.append([makeTrace(1, {}, [makeSpan(1, 1), makeSpan(1, 2)])]);
    await store.append([makeTrace(1, {}, [makeSpan(1, 0), makeSpan(1, 2, { name: 'again' })])]);
    const outline = await store.getTraceOutline(traceIdOf(1));
    expect(outline?.spans.map(({ name }) => name)).toEqual(['step 0', 'step 1', 'again']);
  });

  it('gives one span as it was written last, and none that is not there', async () => {
    const store = await open();
    const again = makeSpan(1, 2, { name: 'again' });
    await store.append([makeTrace(1, {}, [makeSpan(1, 0), makeSpan(1, 2)]), richTrace(2)]);
    await store.append([makeTrace(1, {}, [again])]);
    expect(await store.getSpan(traceIdOf(1), spanIdOf(2))).toEqual(again);
    expect(await store.getSpan(traceIdOf(2), spanIdOf(1))).toEqual(richTrace(2).spans[1]);
    expect(await store.getSpan(traceIdOf(1), spanIdOf(7))).toBeUndefined();
    expect(await store.getSpan(traceIdOf(7), spanIdOf(0))).toBeUndefined();
  });
}
