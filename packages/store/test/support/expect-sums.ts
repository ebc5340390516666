import { expect } from '@jest/globals';
import type { TraceData } from '@spanwright/core/model';
import type { ChartPoint, ChartQuery, FacetQuery, TraceStore } from '../../src/index.ts';
import { naiveChart, naiveFacet, textOf } from './naive-sums.ts';

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

/** Points in an order of their own. */
export function sorted(points: readonly Comparable[]): readonly Comparable[] {
  const keyOf = ({ startMs, value }: Comparable): string => `${startMs} ${value}`;
  return [...points].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

/** Expects charts, sessions and facets that agree with the traces one by one. */
export async function expectSums(store: TraceStore, traces: readonly TraceData[]): Promise<void> {
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

/** Expects facets that agree with the traces one by one. */
export async function expectFacets(
  store: TraceStore,
  traces: readonly TraceData[],
  query: FacetQuery = {},
): Promise<void> {
  const facets = await store.listFacets(query);
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
