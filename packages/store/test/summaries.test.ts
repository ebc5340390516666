import { describe, expect, it } from '@jest/globals';
import { sorted } from './support/expect-sums.ts';
import { newPath } from './support/folder.ts';
import { openStore } from './support/stores.ts';
import { makeSpan, makeTrace, traceIdOf } from './support/traces.ts';

describe('charts, sessions and facets', () => {
  it('keep telling in charts of traces that were deleted to save space, where that is asked', async () => {
    const store = openStore(newPath());
    await store.append(Array.from({ length: 600 }, (_, n) => makeTrace(n, { tags: { env: 'prod' } })));
    expect(await store.deleteTraces({ maxTraces: 200, keepCharts: true })).toBe(200);
    expect((await store.getChart()).map(({ count }) => count)).toEqual([600]);
    const facets = await store.listFacets();
    expect(facets.find(({ key }) => key === 'tags.env')?.values).toEqual([{ value: 'prod', count: 400 }]);
  });

  it('count tokens once where several layers saw the same call, and name calls without a price', async () => {
    const usage = { input_tokens: 1000, output_tokens: 100, total_tokens: 1100 };
    const call = (n: number, model: string) =>
      makeSpan(0, n, {
        ...(n > 0 && { parentSpanId: makeSpan(0, n - 1).spanId }),
        attributes: { 'mlflow.spanType': 'CHAT_MODEL', 'mlflow.llm.model': model, 'mlflow.chat.tokenUsage': usage },
      });
    const store = openStore(newPath());
    await store.append([makeTrace(0, {}, [call(0, 'gpt-4o'), call(1, 'gpt-4o')])]);
    await store.append([makeTrace(1, {}, [{ ...call(0, 'my-model'), traceId: traceIdOf(1) }])]);
    const known = { count: 1, totalTokens: 1100, unpriced: 0, cost: 0.0035 };
    const unknown = { count: 1, totalTokens: 1100, unpriced: 1, cost: 0 };
    expect(sorted(await store.getChart({ by: 'model' }))).toMatchObject([known, unknown]);
    expect(await store.getChart()).toMatchObject([{ count: 2, totalTokens: 2200, cost: 0.0035 }]);
  });

  it('give sessions page by page, none twice', async () => {
    const store = openStore(newPath());
    const traces = Array.from({ length: 450 }, (_, n) =>
      makeTrace(n, { metadata: { 'mlflow.trace.session': `s${n % 45}` } }),
    );
    await store.append(traces);
    const found: string[] = [];
    for (let pageToken: string | undefined; ;) {
      const page = await store.listSessions({ limit: 7, ...(pageToken !== undefined && { pageToken }) });
      found.push(...page.sessions.map(({ sessionId }) => sessionId));
      pageToken = page.nextPageToken;
      if (pageToken === undefined) break;
    }
    expect(found).toEqual(Array.from({ length: 45 }, (_, i) => `s${44 - i}`));
  });

  it('stop counting values of a key that has too many, and say so', async () => {
    const store = openStore(newPath());
    const tagged = (n: number) => makeTrace(n, { tags: { id: `id ${n}` } });
    for (let n = 0; n < 2000; n += 500) await store.append(Array.from({ length: 500 }, (_, i) => tagged(n + i)));
    const facet = (await store.listFacets({ limit: 1000 })).find(({ key }) => key === 'tags.id');
    expect(facet?.values.length).toBe(1000);
    expect(facet?.cut).toBe(true);
  });
});
