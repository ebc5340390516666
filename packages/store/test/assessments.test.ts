import { describe, expect, it } from '@jest/globals';
import { type Assessment, parseFilter } from '@spanwright/core/model';
import type { TraceStore } from '../src/index.ts';
import { newPath } from './support/folder.ts';
import { openStore } from './support/stores.ts';
import { makeTrace, traceIdOf } from './support/traces.ts';

const assessment = (id: string, changes: Partial<Assessment> = {}): Assessment => ({
  assessmentId: id,
  kind: 'feedback',
  name: 'correct',
  traceId: traceIdOf(1),
  source: { sourceType: 'CODE', sourceId: 'default' },
  value: true,
  valid: true,
  createTimeMs: 1,
  lastUpdateTimeMs: 1,
  ...changes,
});

async function storeWithTraces(): Promise<TraceStore> {
  const store = openStore(newPath());
  const session = { 'mlflow.trace.session': 's1' };
  await store.append([makeTrace(1, { metadata: session }), makeTrace(2, { metadata: session }), makeTrace(3)]);
  return store;
}

const find = async (store: TraceStore, filter: string) =>
  (await store.searchTraces({ filter: parseFilter(filter) })).traces.map(({ traceId }) => traceId);

describe('an assessment', () => {
  it('comes back with its trace, from every way of reading it', async () => {
    const store = await storeWithTraces();
    const made = assessment('a-1', { rationale: 'because', metadata: { k: 'v' }, value: { nested: [1, null] } });
    expect(await store.createAssessment(made)).toEqual(made);
    expect(await store.getAssessment(traceIdOf(1), 'a-1')).toEqual(made);
    expect((await store.getTrace(traceIdOf(1)))?.info.assessments).toEqual([made]);
    expect((await store.searchTraces()).traces.find(({ traceId }) => traceId === traceIdOf(1))?.assessments).toEqual([
      made,
    ]);
    expect((await store.getTrace(traceIdOf(2)))?.info).not.toHaveProperty('assessments');
  });

  it('that is stored twice is stored once', async () => {
    const store = await storeWithTraces();
    await store.createAssessment(assessment('a-1'));
    await store.createAssessment(assessment('a-1'));
    expect((await store.getTrace(traceIdOf(1)))?.info.assessments).toHaveLength(1);
  });

  it('comes with a trace that brings it', async () => {
    const store = openStore(newPath());
    await store.append([makeTrace(1, { assessments: [assessment('a-1')] })]);
    expect(await find(store, "feedback.correct = 'true'")).toEqual([traceIdOf(1)]);
  });

  it('is changed; its metadata is merged', async () => {
    const store = await storeWithTraces();
    await store.createAssessment(assessment('a-1', { metadata: { a: '1', b: '1' } }));
    const changed = await store.updateAssessment(traceIdOf(1), 'a-1', {
      value: 0.5,
      metadata: { b: '2' },
      name: 'score',
    });
    expect(changed).toMatchObject({ value: 0.5, name: 'score', metadata: { a: '1', b: '2' } });
    expect(changed.lastUpdateTimeMs).toBeGreaterThan(1);
    expect(await find(store, 'feedback.score > 0.4')).toEqual([traceIdOf(1)]);
    expect(await find(store, 'feedback.correct IS NOT NULL')).toEqual([]);
  });

  it('overrides another one, which is valid again when it is deleted', async () => {
    const store = await storeWithTraces();
    await store.createAssessment(assessment('a-1', { value: false }));
    await store.createAssessment(assessment('a-2', { overrides: 'a-1' }));
    expect(await store.getAssessment(traceIdOf(1), 'a-1')).toMatchObject({ valid: false });
    expect(await find(store, "feedback.correct = 'false'")).toEqual([]);
    await store.deleteAssessment(traceIdOf(1), 'a-2');
    expect(await store.getAssessment(traceIdOf(1), 'a-1')).toMatchObject({ valid: true });
    expect(await find(store, "feedback.correct = 'false'")).toEqual([traceIdOf(1)]);
  });

  it('with a session in its metadata speaks of every trace of the session', async () => {
    const store = await storeWithTraces();
    await store.createAssessment(assessment('a-1', { metadata: { 'mlflow.trace.session': 's1' } }));
    expect(await find(store, "feedback.correct = 'true'")).toEqual([traceIdOf(2), traceIdOf(1)]);
    expect(await find(store, 'feedback.correct IS NULL')).toEqual([traceIdOf(3)]);
  });

  it('of a trace that is not there, or that is not there itself, is an error in the words of MLflow', async () => {
    const store = await storeWithTraces();
    await expect(store.createAssessment(assessment('a-1', { traceId: traceIdOf(9) }))).rejects.toMatchObject({
      code: 'RESOURCE_DOES_NOT_EXIST',
      message: `Trace with request_id '${traceIdOf(9)}' not found`,
    });
    await expect(store.getAssessment(traceIdOf(1), 'a-9')).rejects.toMatchObject({
      code: 'RESOURCE_DOES_NOT_EXIST',
      message: `Assessment with ID 'a-9' not found for trace '${traceIdOf(1)}'`,
    });
    await expect(store.deleteAssessment(traceIdOf(1), 'a-9')).resolves.toBeUndefined();
  });
});
