import { describe, expect, it } from '@jest/globals';
import { newPath } from './support/folder.ts';
import { listAll, openStore } from './support/stores.ts';
import { makeTrace, richTrace, traceIdOf } from './support/traces.ts';

describe('the list of traces', () => {
  it('is empty where no trace is', async () => {
    expect(await openStore(newPath()).listTraces()).toEqual({ traces: [] });
  });

  it('has what is known of each trace, without its spans', async () => {
    const store = openStore(newPath());
    await store.append([richTrace(1)]);
    expect((await store.listTraces()).traces).toEqual([richTrace(1).info]);
  });

  it('names each of 1,000 traces once, newest first, page by page', async () => {
    const store = openStore(newPath());
    // Stored out of order, and each two at the same moment.
    const shuffled = Array.from({ length: 1000 }, (_, i) => (i * 387) % 1000);
    const startOf = (n: number): number => 1_000_000 + Math.floor(n / 2);
    await Promise.all(shuffled.map((n) => store.append([makeTrace(n, { requestTimeMs: startOf(n) })])));
    const order = new Map(shuffled.map((n, i) => [n, i]));
    const expected = [...shuffled].sort((a, b) => startOf(b) - startOf(a) || order.get(b)! - order.get(a)!);
    for (const limit of [7, 100, 500]) {
      const listed = await listAll(store, limit);
      expect(listed.map((info) => info.traceId)).toEqual(expected.map(traceIdOf));
    }
  });

  it('has 100 traces on a page, and no token on the last page', async () => {
    const store = openStore(newPath());
    await store.append(Array.from({ length: 200 }, (_, n) => makeTrace(n)));
    const first = await store.listTraces();
    expect(first.traces).toHaveLength(100);
    const second = await store.listTraces({ pageToken: first.nextPageToken! });
    expect(second.traces).toHaveLength(100);
    expect(second).not.toHaveProperty('nextPageToken');
  });

  it('does not repeat a trace when others are stored between two pages', async () => {
    const store = openStore(newPath());
    await store.append(Array.from({ length: 10 }, (_, n) => makeTrace(n)));
    const first = await store.listTraces({ limit: 5 });
    await store.append(Array.from({ length: 10 }, (_, n) => makeTrace(n + 10)));
    const second = await store.listTraces({ limit: 5, pageToken: first.nextPageToken! });
    expect(second.traces.map((info) => info.traceId)).toEqual([4, 3, 2, 1, 0].map(traceIdOf));
  });

  it('keeps to one experiment', async () => {
    const store = openStore(newPath());
    await store.append(Array.from({ length: 10 }, (_, n) => makeTrace(n, { experimentId: String(n % 2) })));
    const page = await store.listTraces({ experimentId: '1', limit: 3 });
    expect(page.traces.map((info) => info.traceId)).toEqual([9, 7, 5].map(traceIdOf));
    const rest = await store.listTraces({ experimentId: '1', limit: 3, pageToken: page.nextPageToken! });
    expect(rest.traces.map((info) => info.traceId)).toEqual([3, 1].map(traceIdOf));
    expect(await store.listTraces({ experimentId: '2' })).toEqual({ traces: [] });
  });

  it('shows what this program has stored just before, awaited or not', async () => {
    const store = openStore(newPath());
    void store.append([makeTrace(1)]);
    expect((await store.listTraces()).traces).toHaveLength(1);
  });

  it.each([0, 501, 1.5, -1, Number.NaN])('refuses a limit of %s', async (limit) => {
    await expect(openStore(newPath()).listTraces({ limit })).rejects.toMatchObject({
      code: 'INVALID_PARAMETER_VALUE',
      message: expect.stringContaining('from 1 to 500'),
    });
  });

  it.each(['', 'nonsense', 'W10', 'bnVsbA'])('refuses the page token "%s"', async (pageToken) => {
    await expect(openStore(newPath()).listTraces({ pageToken })).rejects.toMatchObject({
      code: 'INVALID_PARAMETER_VALUE',
      message: expect.stringContaining('nextPageToken'),
    });
  });
});
