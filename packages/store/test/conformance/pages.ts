import { expect, it } from '@jest/globals';
import type { Stores } from './store-under-test.ts';
import { listAll } from '../support/stores.ts';
import { makeTrace, traceIdOf } from '../support/traces.ts';

/** Lists and their pages. */
export function describePages({ open }: Stores): void {
  it('lists traces newest first, page by page, none twice, whatever comes meanwhile', async () => {
    const store = await open();
    await store.append(Array.from({ length: 25 }, (_, n) => makeTrace(n, { requestTimeMs: 1000 + (n >> 1) })));
    const first = await store.listTraces({ limit: 10 });
    await store.append([makeTrace(100)]);
    const pageToken = first.nextPageToken ?? '';
    const second = await store.listTraces({ limit: 100, pageToken });
    const ids = [...first.traces, ...second.traces].map(({ traceId }) => traceId);
    expect(ids).toEqual(Array.from({ length: 25 }, (_, i) => traceIdOf(24 - i)));
    expect(second.nextPageToken).toBeUndefined();
    expect(await listAll(store, 7)).toHaveLength(26);
  });

  it('lists the traces of one experiment', async () => {
    const store = await open();
    await store.append([makeTrace(1, { experimentId: '5' }), makeTrace(2), makeTrace(3, { experimentId: '5' })]);
    const { traces } = await store.listTraces({ experimentId: '5' });
    expect(traces.map(({ traceId }) => traceId)).toEqual([traceIdOf(3), traceIdOf(1)]);
    expect((await store.listTraces({ experimentId: 'none' })).traces).toEqual([]);
  });

  it.each([{ limit: 0 }, { limit: 501 }, { limit: 1.5 }, { pageToken: 'nonsense' }])('refuses %j', async (query) => {
    const store = await open();
    await expect(store.listTraces(query)).rejects.toMatchObject({ code: 'INVALID_PARAMETER_VALUE' });
    await expect(store.searchTraces(query)).rejects.toMatchObject({ code: 'INVALID_PARAMETER_VALUE' });
  });
}
