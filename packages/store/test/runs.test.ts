import { describe, expect, it } from '@jest/globals';
import type { RunInfo } from '@spanwright/core/model';
import { newPath } from './support/folder.ts';
import { openStore } from './support/stores.ts';
import { makeTrace } from './support/traces.ts';

const run = (runId: string, changes: Partial<RunInfo> = {}): RunInfo => ({
  runId,
  runName: 'brave-fox-1',
  experimentId: '0',
  status: 'RUNNING',
  startTimeMs: 1000,
  lifecycleStage: 'active',
  ...changes,
});

describe('an experiment', () => {
  it('is created by its name, once', async () => {
    const store = openStore(newPath());
    const made = await store.ensureExperiment('answers');
    expect(made).toMatchObject({ experimentId: '1', name: 'answers', lifecycleStage: 'active', tags: {} });
    expect(await store.ensureExperiment('answers')).toEqual(made);
    expect(await store.getExperiment('1')).toEqual(made);
    expect(await store.getExperimentByName('answers')).toEqual(made);
    await expect(store.createExperiment('answers')).rejects.toMatchObject({
      code: 'RESOURCE_ALREADY_EXISTS',
      message: 'Experiment(name=answers) already exists.',
    });
    expect((await store.listExperiments()).map(({ name }) => name)).toEqual(['Default', 'answers']);
  });

  it('does not take the id of one that traces have named', async () => {
    const store = openStore(newPath());
    await store.append([makeTrace(1, { experimentId: '1' })]);
    expect((await store.ensureExperiment('new')).experimentId).toBe('2');
  });

  it('is renamed and tagged', async () => {
    const store = openStore(newPath());
    await store.createExperiment('old', { a: '1' });
    await store.updateExperiment('1', { name: 'new', tags: { b: '2' } });
    expect(await store.getExperiment('1')).toMatchObject({ name: 'new', tags: { a: '1', b: '2' } });
    await expect(store.updateExperiment('9', {})).rejects.toMatchObject({ code: 'RESOURCE_DOES_NOT_EXIST' });
  });

  it.each(['', 'x'.repeat(501)])('cannot be called "%s"', async (name) => {
    await expect(openStore(newPath()).createExperiment(name)).rejects.toMatchObject({
      code: 'INVALID_PARAMETER_VALUE',
    });
  });
});

describe('a run', () => {
  it('keeps what is logged to it, of each metric the newest value', async () => {
    const store = openStore(newPath());
    await store.putRun(run('r1'));
    const metric = (value: number, step: number) => ({ key: 'loss', value, step, timestampMs: 5 });
    await store.logToRun('r1', { params: { lr: '0.1' }, tags: { a: '1' }, metrics: [metric(3, 2), metric(9, 1)] });
    await store.logToRun('r1', {
      tags: { a: '2' },
      metrics: [{ key: 'nan', value: Number.NaN, step: 0, timestampMs: 1 }],
    });
    await store.putRun(run('r1', { status: 'FINISHED', endTimeMs: 2000 }));
    expect(await store.getRun('r1')).toEqual({
      info: run('r1', { status: 'FINISHED', endTimeMs: 2000 }),
      data: { params: { lr: '0.1' }, tags: { a: '2' }, metrics: { loss: 3, nan: Number.NaN } },
    });
    expect(await store.getRun('r9')).toBeUndefined();
  });

  it('refuses another value of a parameter, and stores nothing of that call', async () => {
    const store = openStore(newPath());
    await store.putRun(run('r1'));
    await store.logToRun('r1', { params: { lr: '0.1' } });
    await store.logToRun('r1', { params: { lr: '0.1' } });
    await expect(store.logToRun('r1', { params: { new: 'x', lr: '0.2' } })).rejects.toMatchObject({
      code: 'INVALID_PARAMETER_VALUE',
      message: expect.stringContaining("Changing param values is not allowed. Param with key='lr'"),
    });
    expect((await store.getRun('r1'))?.data.params).toEqual({ lr: '0.1' });
    await expect(store.logToRun('r9', {})).rejects.toMatchObject({ message: 'Run with id=r9 not found' });
  });

  it('is listed with its experiment, newest first', async () => {
    const store = openStore(newPath());
    for (const [i, experimentId] of ['0', '1', '0'].entries())
      await store.putRun(run(`r${i}`, { experimentId, startTimeMs: i }));
    expect((await store.listRuns('0', 10)).map(({ info }) => info.runId)).toEqual(['r2', 'r0']);
    expect(await store.listRuns('7', 10)).toEqual([]);
  });
});
