import { describe, expect, it } from '@jest/globals';
import { newPath } from './support/folder.ts';
import { listAll, openStore } from './support/stores.ts';
import { makeTrace } from './support/traces.ts';

describe('drainSync', () => {
  it('has everything stored when it returns, and the store goes on', async () => {
    const path = newPath();
    const store = openStore(path);
    void store.append([makeTrace(1)]);
    const reading = store.listTraces();
    expect(store.drainSync(10_000)).toBe(true);
    const { traces } = await listAll(openStore(path, { mode: 'read' })).then((all) => ({ traces: all }));
    expect(traces).toHaveLength(1);
    expect((await reading).traces).toHaveLength(1);
    await store.append([makeTrace(2)]);
    expect(store.drainSync(10_000)).toBe(true);
    expect((await store.listTraces()).traces).toHaveLength(2);
  });

  it('waits for nothing where nothing was asked', () => {
    expect(openStore(newPath()).drainSync(10_000)).toBe(true);
  });
});
