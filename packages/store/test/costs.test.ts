import { describe, expect, it } from '@jest/globals';
import type { JsonValue, SpanData } from '@spanwright/core/model';
import { LIST_PRICES, type ModelPrice, PRICES_DATE } from '../src/index.ts';
import { newPath } from './support/folder.ts';
import { openStore } from './support/stores.ts';
import { makeSpan, makeTrace, traceIdOf } from './support/traces.ts';

const usage = { input_tokens: 1000, output_tokens: 100, total_tokens: 1100 };

function modelSpan(n: number, attributes: { readonly [key: string]: JsonValue }, parent?: SpanData): SpanData {
  return makeSpan(0, n, {
    ...(parent && { parentSpanId: parent.spanId }),
    attributes: { 'mlflow.spanType': 'CHAT_MODEL', 'mlflow.chat.tokenUsage': usage, ...attributes },
  });
}

/** What the store makes of a model call: the cost of its span and of its trace. */
async function costs(attributes: { readonly [key: string]: JsonValue }, prices?: readonly ModelPrice[]) {
  const store = openStore(newPath());
  if (prices) await store.setPrices(prices);
  await store.append([makeTrace(0, {}, [makeSpan(0, 0), modelSpan(1, attributes)])]);
  const trace = await store.getTrace(traceIdOf(0));
  const stored = trace?.info.metadata['mlflow.trace.cost'];
  return {
    span: trace?.spans[1]?.attributes['mlflow.llm.cost'],
    trace: stored === undefined ? undefined : (JSON.parse(stored) as unknown),
  };
}

describe('costs', () => {
  it('are worked out from model, provider and usage, for the span and for the trace', async () => {
    const cost = { input_cost: 0.0025, output_cost: 0.001, total_cost: 0.0035 };
    const known = { 'mlflow.llm.model': 'gpt-4o', 'mlflow.llm.provider': 'OpenAI' };
    expect(await costs(known)).toEqual({ span: cost, trace: cost });
    expect(await costs({ 'mlflow.llm.model': 'gpt-4o' })).toEqual({ span: cost, trace: cost });
  });

  it('have their own prices for what is read from and written to the cache', async () => {
    const { span } = await costs({
      'mlflow.llm.model': 'claude-sonnet-4-5',
      'mlflow.llm.provider': 'anthropic',
      'mlflow.chat.tokenUsage': { ...usage, cache_read_input_tokens: 400, cache_creation_input_tokens: 100 },
    });
    const input = (500 * 3 + 400 * 0.3 + 100 * 3.75) / 1e6;
    expect(span).toMatchObject({ input_cost: input, output_cost: 0.0015 });
  });

  it.each([
    ['a model that no list has', { 'mlflow.llm.model': 'gpt-4o-of-tomorrow', 'mlflow.llm.provider': 'openai' }],
    ["a known name on somebody's own server", { 'mlflow.llm.model': 'gpt-4o', 'mlflow.llm.provider': 'localhost:80' }],
    ['a route of a gateway', { 'mlflow.llm.model': 'gateway:/gpt-4o' }],
    ['a call that used nothing', { 'mlflow.llm.model': 'gpt-4o', 'mlflow.chat.tokenUsage': { total_tokens: 0 } }],
  ])('are not guessed for %s', async (_, attributes) => {
    expect(await costs(attributes)).toEqual({ span: undefined, trace: undefined });
  });

  it('leave what the program has said', async () => {
    const cost = { input_cost: 1, output_cost: 2, total_cost: 3 };
    const told = { 'mlflow.llm.model': 'gpt-4o', 'mlflow.llm.cost': cost };
    expect(await costs(told)).toEqual({ span: cost, trace: cost });
  });

  it('follow the prices that the user has set', async () => {
    const own = { 'mlflow.llm.model': 'My-Model', 'mlflow.llm.provider': 'localhost:80' };
    const anywhere = [{ model: 'my-model', inputPerMillion: 10, outputPerMillion: 0 }];
    expect((await costs(own, anywhere)).span).toMatchObject({ total_cost: 0.01 });
    const elsewhere = [{ model: 'my-model', provider: 'other', inputPerMillion: 10, outputPerMillion: 0 }];
    expect((await costs(own, elsewhere)).span).toBeUndefined();
    const cheaper = [{ model: 'gpt-4o', provider: 'openai', inputPerMillion: 0, outputPerMillion: 0 }];
    const known = { 'mlflow.llm.model': 'gpt-4o', 'mlflow.llm.provider': 'openai' };
    expect((await costs(known, cheaper)).span).toMatchObject({ total_cost: 0 });
  });

  it('follow new prices in a store that is open, and keep those of before', async () => {
    const path = newPath();
    const store = openStore(path);
    const price = { model: 'mine', inputPerMillion: 1, outputPerMillion: 1 };
    await store.append([makeTrace(0, {}, [modelSpan(0, { 'mlflow.llm.model': 'mine' })])]);
    const other = openStore(path);
    await other.setPrices([price]);
    expect(await store.getPrices()).toEqual([price]);
    await store.append([makeTrace(0, {}, [modelSpan(1, { 'mlflow.llm.model': 'mine' })])]);
    const trace = await store.getTrace(traceIdOf(0));
    expect(trace?.spans.map(({ attributes }) => 'mlflow.llm.cost' in attributes)).toEqual([false, true]);
  });

  it('count a call once, however many layers saw it, in whatever order they come', async () => {
    const outer = modelSpan(0, { 'mlflow.llm.model': 'gpt-4o' });
    const inner = modelSpan(1, { 'mlflow.llm.model': 'gpt-4o' }, outer);
    for (const parts of [[[outer, inner]], [[inner], [outer]], [[outer], [inner]]]) {
      const store = openStore(newPath());
      for (const spans of parts) await store.append([makeTrace(0, {}, spans)]);
      const trace = await store.getTrace(traceIdOf(0));
      expect(JSON.parse(trace?.info.metadata['mlflow.trace.cost'] ?? '')).toMatchObject({ total_cost: 0.0035 });
    }
  });

  it('come from a dated list, in which every price is a number', () => {
    expect(PRICES_DATE).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(LIST_PRICES.length).toBeGreaterThan(200);
    expect(LIST_PRICES.filter(({ inputPerMillion: price }) => !(price > 0 && price < 1000))).toEqual([]);
  });

  it('refuse prices that are none', async () => {
    const store = openStore(newPath());
    const bad = { model: 'mine', inputPerMillion: -1, outputPerMillion: 1 };
    await expect(store.setPrices([bad])).rejects.toMatchObject({ code: 'INVALID_PARAMETER_VALUE' });
  });
});
