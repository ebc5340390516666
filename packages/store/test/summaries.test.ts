import { describe, expect, it } from '@jest/globals';
import type { TraceData } from '@spanwright/core/model';
import type { ChartPoint, ChartQuery, TraceStore } from '../src/index.ts';
import { newPath } from './support/folder.ts';
import { randomFrom } from './support/naive-filter.ts';
import { naiveChart, naiveFacet, textOf } from './support/naive-sums.ts';
import { openStore } from './support/stores.ts';
import { sumsTrace } from './support/sums-traces.ts';
import { makeSpan, makeTrace, traceIdOf } from './support/traces.ts';

const HOUR_MS = 3_600_000;
const FROM = 1_750_003_200_000;

const QUERIES: readonly ChartQuery[] = (['name', 'spanType', 'model', 'tool', undefined] as const).flatMap((by) => [
  { ...(by && { by }) },
  { ...(by && { by }), interval: 'hour' as const },
  { ...(by && { by }), interval: 'day' as const, experimentIds: ['7', 'unknown'] },
  { ...(by && { by }), fromMs: FROM + 5.5 * HOUR_MS, toMs: FROM + 60.2 * HOUR_MS },
  { ...(by && { by }), fromMs: FROM + 5 * HOUR_MS, toMs: FROM + 9 * HOUR_MS, interval: 'day' as const },
]);

type Comparable = Omit<ChartPoint, 'latencyMs'> & { readonly p50?: number };

function sorted(points: readonly Comparable[]): readonly Comparable[] {
  const keyOf = ({ startMs, value }: Comparable): string => `${startMs} ${value}`;
  return [...points].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

async function expectSums(store: TraceStore, traces: readonly TraceData[]): Promise<void> {
  for (const query of QUERIES) {
    const points = sorted(await store.getChart(query));
    const naive = sorted(naiveChart(traces, query));
    const latencies = (points as readonly ChartPoint[]).map(({ latencyMs }) => latencyMs?.p50);
    const plain = points.map(({ latencyMs: _, unpriced: __, ...point }: Partial<ChartPoint>) => point);
    expect(plain).toEqual(naive.map(({ p50: _, ...point }) => point));
    naive.forEach(({ p50 }, i) => expectNear(latencies[i], p50));
  }
  await expectFacets(store, traces);
  await expectSessions(store, traces);
}

function expectNear(actual: number | undefined, expected: number | undefined): void {
  if (expected === undefined) return expect(actual).toBeUndefined();
  expect(Math.abs((actual ?? NaN) - expected)).toBeLessThanOrEqual(Math.max(0.002, expected * 0.05));
}

async function expectFacets(store: TraceStore, traces: readonly TraceData[]): Promise<void> {
  const facets = await store.listFacets();
  const expected = [
    naiveFacet('status', traces, ({ info }) => [info.state]),
    naiveFacet('span.type', traces, ({ spans }) => spans.map((span) => textOf(span.attributes['mlflow.spanType']))),
    naiveFacet('tags.env', traces, ({ info }) => (info.tags['env'] === undefined ? [] : [info.tags['env']])),
  ];
  for (const facet of expected) {
    const found = facets.find(({ key }) => key === facet.key);
    expect(found ?? { key: facet.key, values: [] }).toEqual(facet);
  }
}

async function expectSessions(store: TraceStore, traces: readonly TraceData[]): Promise<void> {
  const { sessions } = await store.listSessions();
  const groups = byExperiment(traces);
  const expected = [...groups].flatMap(([experimentId, group]) =>
    naiveFacet('', group, ({ info }) => [info.metadata['mlflow.trace.session'] ?? '']).values.flatMap(
      ({ value, count }) => (value === '' ? [] : [`${experimentId} ${value} ${count} ${timesOf(group, value)}`]),
    ),
  );
  const found = sessions.map(
    ({ experimentId, sessionId, count, firstMs, lastMs }) =>
      `${experimentId} ${sessionId} ${count} ${firstMs}-${lastMs}`,
  );
  expect([...found].sort()).toEqual(expected.sort());
  const last = sessions.map(({ lastMs }) => lastMs);
  expect(last).toEqual([...last].sort((a, b) => b - a));
}

function byExperiment(traces: readonly TraceData[]): Map<string, TraceData[]> {
  const groups = new Map<string, TraceData[]>();
  for (const trace of traces)
    groups.set(trace.info.experimentId, [...(groups.get(trace.info.experimentId) ?? []), trace]);
  return groups;
}

function timesOf(traces: readonly TraceData[], session: string): string {
  const own = traces.filter(({ info }) => info.metadata['mlflow.trace.session'] === session);
  const times = own.map(({ info }) => info.requestTimeMs);
  return `${Math.min(...times)}-${Math.max(...times)}`;
}

describe('charts, sessions and facets', () => {
  it('agree with the traces one by one, while they come, change and go', async () => {
    const random = randomFrom(42);
    const store = openStore(newPath());
    let traces = Array.from({ length: 700 }, (_, n) => sumsTrace(random, n));
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
    expect(now).toHaveLength(700);
    await expectSums(store, now);
    const gone = new Set(now.slice(10, 300).map(({ info }) => info.traceId));
    await store.deleteTraces({ traceIds: [...gone] });
    traces = now.filter(({ info }) => !gone.has(info.traceId));
    await expectSums(store, traces);
    await store.deleteTraces({ maxTraces: 1000 });
    await expectSums(store, []);
  });

  it('agree for a store that others write to, and for one that only reads', async () => {
    const random = randomFrom(7);
    const path = newPath();
    const traces = Array.from({ length: 400 }, (_, n) => sumsTrace(random, n));
    const [one, two] = [openStore(path), openStore(path)];
    await Promise.all([one.append(traces.slice(0, 199)), two.append(traces.slice(199))]);
    await expectSums(openStore(path, { mode: 'read' }), traces);
    await two.deleteTraces({ traceIds: [traceIdOf(399)] });
    await one.append([traces[399]!]);
    await expectSums(two, traces);
  });

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
