import { describe, expect, it } from '@jest/globals';
import type { TraceData } from '@spanwright/core/model';
import { randomBytes } from 'node:crypto';
import { statSync } from 'node:fs';
import { newPath } from './support/folder.ts';
import { listAll, openStore } from './support/stores.ts';
import { makeSpan, makeTrace } from './support/traces.ts';

/** A trace of some 20 KB that do not compress. */
function heavyTrace(n: number): TraceData {
  const text = randomBytes(15_000).toString('base64');
  return makeTrace(n, {}, [makeSpan(n, 0, { attributes: { 'mlflow.spanOutputs': text } })]);
}

describe('a SQLite file with bounds', () => {
  it('gives the space of what it deletes back to the file system', async () => {
    const path = newPath();
    const store = openStore(path);
    await store.append(Array.from({ length: 600 }, (_, n) => heavyTrace(n)));
    await store.close();
    const before = statSync(path).size;
    const maxBytes = before / 2;
    const reopened = openStore(path);
    await reopened.setRetention({ maxBytes });
    const deleted = await reopened.applyRetention();
    expect(deleted).toBeGreaterThan(200);
    expect(deleted).toBeLessThan(600);
    const { bytes, freeBytes } = await reopened.getStats();
    expect(bytes - freeBytes).toBeLessThanOrEqual(maxBytes);
    await reopened.close();
    expect(statSync(path).size).toBeLessThan(before * 0.75);
    expect((await openStore(path).getChart())[0]?.count).toBe(600);
  });

  it('keeps to them by itself while it is written to', async () => {
    const store = openStore(newPath());
    await store.setRetention({ maxTraces: 50 });
    await store.append(Array.from({ length: 120 }, (_, n) => makeTrace(n)));
    expect(await listAll(store)).toHaveLength(50);
  });

  it('is as small as it can be after a vacuum, and still whole', async () => {
    const path = newPath();
    const store = openStore(path);
    await store.append(Array.from({ length: 100 }, (_, n) => heavyTrace(n)));
    await store.deleteTraces({ maxTraces: 90 });
    await store.vacuum();
    expect(await store.getStats()).toMatchObject({ traces: 10, freeBytes: 0 });
    expect(statSync(path).size).toBeLessThan(1_000_000);
    expect(await store.check()).toEqual([]);
  });
});
