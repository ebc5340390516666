import { describe, expect, it } from '@jest/globals';
import { PendingCalls } from '../src/thread/pending-calls.ts';

describe('PendingCalls', () => {
  it('waits for the answer to a call whose traces are not kept any more', async () => {
    const pending = new PendingCalls();
    const stored = pending.add({ id: 1, method: 'append', args: [[]] });
    const read = pending.add({ id: 2, method: 'getPrices', args: [] });
    pending.release(1);
    expect([pending.calls.map(({ id }) => id), pending.count('append'), pending.size]).toEqual([[2], 1, 2]);
    pending.settle({ id: 1, value: undefined });
    expect(await stored).toBeUndefined();
    const failed = pending.settle({ id: 2, error: { code: 'STORE_UNAVAILABLE', message: 'away' } });
    expect(failed?.method).toBe('getPrices');
    await expect(read).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  });
});
