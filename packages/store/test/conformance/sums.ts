import { expect, it } from '@jest/globals';
import { parseFilter } from '@spanwright/core/model';
import type { Stores } from './store-under-test.ts';
import { expectFacets, expectSums, sorted } from '../support/expect-sums.ts';
import { randomFrom } from '../support/naive-filter.ts';
import { sumsTrace } from '../support/sums-traces.ts';
import { makeSpan, makeTrace, traceIdOf } from '../support/traces.ts';

/** Charts, sessions, facets and costs. */
export function describeSums({ open, openAgain }: Stores): void {
  it('sums traces up as one by one, while they come, change and go', async () => {
    const random = randomFrom(42);
    const store = await open();
    const traces = Array.from({ length: 700 }, (_, n) => sumsTrace(random, n));
    await store.append(traces.slice(0, 100));
    await expectSums(store, traces.slice(0, 100));
    await store.append(traces.slice(100));
    await expectSums(store, traces);
    const changed = traces.slice(0, 40).map(({ info }, i) => {
      const newer = sumsTrace(random, i);
      return { ...newer, info: { ...newer.info, experimentId: info.experimentId, tags: { env: 'prod' } } };
    });
    await store.append(changed);
    for (const { info } of changed) await store.setTraceTag(info.traceId, 'env', 'test');
    const now = await store.getTraces(traces.map(({ info }) => info.traceId));
    await expectSums(store, now);
    const gone = new Set(now.slice(10, 300).map(({ info }) => info.traceId));
    await store.deleteTraces({ traceIds: [...gone] });
    await expectSums(
      store,
      now.filter(({ info }) => !gone.has(info.traceId)),
    );
    await store.deleteTraces({ maxTraces: 1000 });
    await expectSums(store, []);
  });

  it('sums up what several programs write', async () => {
    const random = randomFrom(7);
    const one = await open();
    const two = await openAgain(one);
    const traces = Array.from({ length: 400 }, (_, n) => sumsTrace(random, n));
    await Promise.all([one.append(traces.slice(0, 199)), two.append(traces.slice(199))]);
    await two.deleteTraces({ traceIds: [traceIdOf(399)] });
    await one.append(traces.slice(399));
    await expectSums(two, traces);
  });

  it('counts tokens and cost once where several layers saw a call, and names calls without a price', async () => {
    const usage = { input_tokens: 1000, output_tokens: 100, total_tokens: 1100 };
    const call = (n: number, model: string) =>
      makeSpan(0, n, {
        attributes: { 'mlflow.spanType': 'CHAT_MODEL', 'mlflow.llm.model': model, 'mlflow.chat.tokenUsage': usage },
      });
    const store = await open();
    await store.append([makeTrace(0, {}, [call(1, 'gpt-4o')])]);
    await store.append([makeTrace(0, {}, [call(0, 'gpt-4o')])]);
    await store.append([makeTrace(1, {}, [{ ...call(0, 'my-model'), traceId: traceIdOf(1) }])]);
    const known = { count: 1, totalTokens: 1100, unpriced: 0, cost: 0.0035 };
    const unknown = { count: 1, totalTokens: 1100, unpriced: 1, cost: 0 };
    expect(sorted(await store.getChart({ by: 'model' }))).toMatchObject([known, unknown]);
    expect(await store.getChart()).toMatchObject([{ count: 2, totalTokens: 2200, cost: 0.0035 }]);
  });

  it('counts facets of what a filter selects', async () => {
    const random = randomFrom(11);
    const store = await open();
    const traces = Array.from({ length: 300 }, (_, n) => sumsTrace(random, n));
    await store.append(traces);
    const failed = traces.filter(({ info }) => info.state === 'ERROR');
    expect(failed.length).toBeGreaterThan(5);
    await expectFacets(store, failed, { filter: parseFilter("status = 'ERROR'") });
    const tools = failed.filter(({ spans }) => spans.some((span) => span.attributes['mlflow.spanType'] === 'TOOL'));
    await expectFacets(store, tools, { filter: parseFilter("status = 'ERROR' AND span.type = 'TOOL'") });
    await expectFacets(store, [], { filter: parseFilter("tags.env = 'nowhere'") });
    const elsewhere = await store.listFacets({ experimentIds: ['unknown'], filter: parseFilter("status = 'ERROR'") });
    expect(elsewhere).toEqual([]);
    expect(JSON.stringify(await store.listFacets({ filter: parseFilter("status = 'ERROR'") }))).not.toMatch('atLeast');
  });

  it('gives sessions page by page, none twice', async () => {
    const store = await open();
    const session = (n: number) => ({ metadata: { 'mlflow.trace.session': `s${n % 45}` } });
    await store.append(Array.from({ length: 450 }, (_, n) => makeTrace(n, session(n))));
    const found: string[] = [];
    for (let pageToken: string | undefined; ;) {
      const page = await store.listSessions({ limit: 7, ...(pageToken !== undefined && { pageToken }) });
      found.push(...page.sessions.map(({ sessionId }) => sessionId));
      pageToken = page.nextPageToken;
      if (pageToken === undefined) break;
    }
    expect(found).toEqual(Array.from({ length: 45 }, (_, i) => `s${44 - i}`));
  });
}
