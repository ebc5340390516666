import { expect, it } from '@jest/globals';
import { parseFilter } from '@spanwright/core/model';
import type { Stores } from './store-under-test.ts';
import { listAll } from '../support/stores.ts';
import { makeTrace, richTrace, traceIdOf } from '../support/traces.ts';

/** Tags and deletions. */
export function describeChanges({ open }: Stores): void {
  it('sets and deletes tags, by which traces are found from then on', async () => {
    const store = await open();
    await store.append([makeTrace(1, { tags: { kept: 'yes' } }), makeTrace(2)]);
    await store.setTraceTag(traceIdOf(1), 'env', 'prod');
    const filter = parseFilter("tags.env = 'prod' AND tags.kept = 'yes'");
    expect((await store.searchTraces({ filter })).traces.map(({ tags }) => tags)).toEqual([
      { kept: 'yes', env: 'prod' },
    ]);
    await store.deleteTraceTag(traceIdOf(1), 'env');
    expect((await store.searchTraces({ filter })).traces).toEqual([]);
    const missing = { code: 'RESOURCE_DOES_NOT_EXIST' };
    await expect(store.deleteTraceTag(traceIdOf(1), 'env')).rejects.toMatchObject(missing);
    await expect(store.setTraceTag(traceIdOf(9), 'env', 'x')).rejects.toMatchObject(missing);
  });

  it('lets spans that come after a client has told of the whole trace change nothing of that', async () => {
    const store = await open();
    const told = { 'mlflow.trace.infoFinalized': 'true' };
    await store.append([
      makeTrace(1, { requestPreview: 'told', state: 'ERROR', metadata: told, tags: { a: '1' } }, []),
    ]);
    await store.append([makeTrace(1, { requestPreview: 'worked out', tags: { a: '2', b: '3' } })]);
    const stored = await store.getTrace(traceIdOf(1));
    expect(stored?.spans).toHaveLength(1);
    expect(stored?.info).toMatchObject({ requestPreview: 'told', state: 'ERROR', tags: { a: '1', b: '3' } });
    await store.append([makeTrace(1, { requestPreview: 'told again', metadata: told }, [])]);
    expect((await store.getTrace(traceIdOf(1)))?.info).toMatchObject({ requestPreview: 'told again', state: 'OK' });
  });

  it('deletes by id, by age, by number, within an experiment, and nothing else', async () => {
    const store = await open();
    await store.append(Array.from({ length: 10 }, (_, n) => makeTrace(n, { experimentId: n < 5 ? '1' : '2' })));
    expect(await store.deleteTraces({ traceIds: [traceIdOf(0), traceIdOf(0), 'tr-unknown'] })).toBe(1);
    expect(await store.deleteTraces({ traceIds: [traceIdOf(1)], experimentId: '2' })).toBe(0);
    expect(await store.deleteTraces({ experimentId: '1', maxTraces: 2 })).toBe(2);
    expect(await store.deleteTraces({ maxTimestampMs: 1_750_000_000_006 })).toBe(4);
    expect(await store.deleteTraces({ experimentId: 'none', maxTraces: 5 })).toBe(0);
    expect((await listAll(store)).map(({ traceId }) => traceId)).toEqual([9, 8, 7].map(traceIdOf));
  });

  it('forgets all of a trace that it deletes, and takes it again', async () => {
    const store = await open();
    await store.append([richTrace(1)]);
    await store.deleteTraces({ traceIds: [traceIdOf(1)] });
    expect(await store.getTrace(traceIdOf(1))).toBeUndefined();
    expect((await store.searchTraces({ filter: parseFilter("span.type = 'AGENT'") })).traces).toEqual([]);
    await store.append([richTrace(1)]);
    expect(await store.getTrace(traceIdOf(1))).toEqual(richTrace(1));
    expect(await store.check()).toEqual([]);
  });
}
