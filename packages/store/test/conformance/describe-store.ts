import { afterEach, describe } from '@jest/globals';
import type { TraceStore } from '../../src/index.ts';
import { describeAssessments } from './assessments.ts';
import { describeChanges } from './changes.ts';
import { describeConcurrency } from './concurrency.ts';
import { describeExperiments } from './experiments.ts';
import { describeOutlines } from './outlines.ts';
import { describePages } from './pages.ts';
import { describeRetention } from './retention.ts';
import { describeSearch } from './search.ts';
import type { Stores, StoreUnderTest } from './store-under-test.ts';
import { describeSums } from './sums.ts';
import { describeTraces } from './traces.ts';

const PARTS = [
  describeTraces,
  describeOutlines,
  describePages,
  describeSearch,
  describeChanges,
  describeExperiments,
  describeAssessments,
  describeSums,
  describeRetention,
  describeConcurrency,
];

/** What every trace store must do: the promises of `TraceStore`, as tests. */
export function describeStore(name: string, store: StoreUnderTest): void {
  describeParts(name, store, PARTS);
}

/** Some parts of it. */
export function describeParts(name: string, store: StoreUnderTest, parts: readonly ((stores: Stores) => void)[]): void {
  const opened: TraceStore[] = [];
  const keep = (one: TraceStore): TraceStore => (opened.push(one), one);
  const stores: Stores = {
    open: async () => keep(await store.open()),
    openAgain: async (first) => keep(await store.openAgain(first)),
  };
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((one) => one.close()));
  });
  describe(`a store in ${name}`, () => {
    for (const part of parts) part(stores);
  });
}
