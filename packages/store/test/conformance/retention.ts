import { expect, it } from '@jest/globals';
import type { Stores } from './store-under-test.ts';
import { listAll } from '../support/stores.ts';
import { makeTrace, traceIdOf } from '../support/traces.ts';

const HOUR_MS = 3_600_000;

/** How much is kept. */
export function describeRetention({ open, openAgain }: Stores): void {
  it('keeps everything until it is told how much to keep', async () => {
    const store = await open();
    await store.append([makeTrace(1, { requestTimeMs: 0 })]);
    expect(await store.getRetention()).toEqual({});
    expect(await store.applyRetention()).toBe(0);
  });

  it('deletes what is older or more than it keeps, the oldest first', async () => {
    const store = await open();
    const now = Date.now();
    await store.append(Array.from({ length: 20 }, (_, n) => makeTrace(n, { requestTimeMs: now - (19 - n) * HOUR_MS })));
    await (await openAgain(store)).setRetention({ maxAgeMs: 9.5 * HOUR_MS });
    expect(await store.applyRetention()).toBe(10);
    await store.setRetention({ maxAgeMs: 9.5 * HOUR_MS, maxTraces: 3 });
    expect(await store.applyRetention()).toBe(7);
    expect((await listAll(store)).map(({ traceId }) => traceId)).toEqual([19, 18, 17].map(traceIdOf));
    expect(await store.check()).toEqual([]);
  });

  it('says what it holds, and makes itself small', async () => {
    const store = await open();
    await store.append([makeTrace(1), makeTrace(5)]);
    await store.vacuum();
    const times = { oldestMs: 1_750_000_000_001, newestMs: 1_750_000_000_005 };
    expect(await store.getStats()).toMatchObject({ traces: 2, spans: 2, experiments: 1, ...times });
    expect((await store.getStats()).bytes).toBeGreaterThan(0);
    expect(await store.getTrace(traceIdOf(5))).toEqual(makeTrace(5));
  });

  const wrong: readonly object[] = [{ maxAgeMs: -1 }, { maxTraces: NaN }, { maxAge: 1 }];
  it.each(wrong)('refuses %j', async (retention) => {
    const store = await open();
    await expect(store.setRetention(retention)).rejects.toMatchObject({ code: 'INVALID_PARAMETER_VALUE' });
  });
}
