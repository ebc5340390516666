import { parseFilter } from '@spanwright/core/model';
import type { TraceStore } from '../../src/index.ts';
import { naiveSearch, randomFrom } from './naive-filter.ts';
import { randomConditions, randomTrace } from './random-filters.ts';

const TRACES = 300;

/** A filter for which the store finds other traces than a plain walk over all of them. */
export interface Disagreement {
  readonly filter: string;
  readonly store: readonly string[];
  readonly naive: readonly string[];
}

/** What of a store is examined. */
export type SearchedStore = Pick<TraceStore, 'append' | 'searchTraces'>;

/** Compares the store with a plain walk over all traces, for random filters over random traces. */
export async function compareFilters(
  store: SearchedStore,
  seed: number,
  cases: number,
): Promise<readonly Disagreement[]> {
  const random = randomFrom(seed);
  const traces = Array.from({ length: TRACES }, (_, n) => randomTrace(random, n));
  await store.append(traces);
  const found: Disagreement[] = [];
  for (let i = 0; i < cases; i++) {
    const conditions = randomConditions(random);
    const filter = conditions.map(({ text }) => text).join(' AND ');
    const page = await store.searchTraces({ filter: parseFilter(filter), limit: 500, timeBudgetMs: 60_000 });
    const ids = page.traces.map(({ traceId }) => traceId);
    const naive = naiveSearch(traces, conditions);
    if (ids.join() !== naive.join()) found.push({ filter, store: ids, naive });
  }
  return found;
}
