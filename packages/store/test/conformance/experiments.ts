import { expect, it } from '@jest/globals';
import type { RunInfo } from '@spanwright/core/model';
import type { Stores } from './store-under-test.ts';
import { makeTrace } from '../support/traces.ts';

const MISSING = { code: 'RESOURCE_DOES_NOT_EXIST' };

function run(runId: string, changes: Partial<RunInfo> = {}): RunInfo {
  return {
    runId,
    runName: `run ${runId}`,
    experimentId: '0',
    status: 'RUNNING',
    startTimeMs: 1000,
    lifecycleStage: 'active',
    ...changes,
  };
}

/** Experiments, runs and prices. */
export function describeExperiments({ open }: Stores): void {
  it('has the experiment Default, and makes others', async () => {
    const store = await open();
    expect(await store.getExperiment('0')).toMatchObject({ experimentId: '0', name: 'Default' });
    const made = await store.createExperiment('one', { team: 'a' });
    expect(await store.ensureExperiment('one')).toEqual(made);
    expect(made).toMatchObject({ experimentId: '1', name: 'one', tags: { team: 'a' }, lifecycleStage: 'active' });
    await expect(store.createExperiment('one')).rejects.toMatchObject({ code: 'RESOURCE_ALREADY_EXISTS' });
    await expect(store.createExperiment('')).rejects.toMatchObject({ code: 'INVALID_PARAMETER_VALUE' });
    await store.updateExperiment('1', { name: 'two', tags: { by: 'me' }, lifecycleStage: 'deleted' });
    expect(await store.getExperimentByName('two')).toMatchObject({
      lifecycleStage: 'deleted',
      tags: { team: 'a', by: 'me' },
    });
    await expect(store.updateExperiment('9', {})).rejects.toMatchObject(MISSING);
    expect(await store.getExperimentByName('one')).toBeUndefined();
  });

  it('knows an experiment that only traces have named', async () => {
    const store = await open();
    await store.append([makeTrace(1, { experimentId: '77' })]);
    expect(await store.getExperiment('77')).toMatchObject({ experimentId: '77', name: '77' });
    expect((await store.listExperiments()).map(({ experimentId }) => experimentId)).toEqual(['0', '77']);
  });

  it('keeps runs with what is logged to them', async () => {
    const store = await open();
    await store.putRun(run('a'));
    await store.putRun(run('b', { startTimeMs: 2000 }), 'night');
    const metric = (value: number, step: number) => ({ key: 'loss', value, step, timestampMs: 1 });
    await store.logToRun('a', {
      params: { lr: '1' },
      tags: { t: '1' },
      metrics: [metric(1, 1), metric(3, 2), metric(2, 0)],
    });
    await store.logToRun('a', { params: { lr: '1' }, tags: { t: '2' } });
    const clash = store.logToRun('a', { params: { new: '1', lr: '2' } });
    await expect(clash).rejects.toMatchObject({ code: 'INVALID_PARAMETER_VALUE' });
    await store.putRun(run('a', { status: 'FINISHED', endTimeMs: 3000 }));
    expect(await store.getRun('a')).toEqual({
      info: run('a', { status: 'FINISHED', endTimeMs: 3000 }),
      data: { params: { lr: '1' }, tags: { t: '2' }, metrics: { loss: 3 } },
    });
    await expect(store.logToRun('none', {})).rejects.toMatchObject(MISSING);
    expect((await store.listRuns('0', 10)).map(({ info }) => info.runId)).toEqual(['a']);
    const night = await store.getExperimentByName('night');
    expect((await store.listRuns(night?.experimentId ?? '', 10)).map(({ info }) => info.runId)).toEqual(['b']);
    expect(await store.getRun('none')).toBeUndefined();
  });

  it('tells every value of a metric, and deletes tags', async () => {
    const store = await open();
    await store.putRun(run('a'));
    const metric = (value: number, step: number) => ({ key: 'loss', value, step, timestampMs: 10 + step });
    await store.logToRun('a', {
      metrics: [metric(3, 2), metric(1, 1), metric(NaN, 3)],
      tags: { kept: '1', gone: '2' },
    });
    expect(await store.getMetricHistory('a', 'loss')).toEqual([metric(1, 1), metric(3, 2), metric(NaN, 3)]);
    expect(await store.getMetricHistory('a', 'none')).toEqual([]);
    await expect(store.getMetricHistory('b', 'loss')).rejects.toMatchObject(MISSING);
    await store.deleteRunTag('a', 'gone');
    expect((await store.getRun('a'))?.data.tags).toEqual({ kept: '1' });
    await expect(store.deleteRunTag('a', 'gone')).rejects.toMatchObject(MISSING);
    const { experimentId } = await store.createExperiment('tagged', { kept: '1', gone: '2' });
    await store.deleteExperimentTag(experimentId, 'gone');
    await store.deleteExperimentTag(experimentId, 'gone');
    expect((await store.getExperiment(experimentId))?.tags).toEqual({ kept: '1' });
    await expect(store.deleteExperimentTag('9', 'x')).rejects.toMatchObject(MISSING);
  });

  it('keeps the prices that the user has set', async () => {
    const store = await open();
    expect(await store.getPrices()).toEqual([]);
    const price = { model: 'mine', inputPerMillion: 1, outputPerMillion: 2 };
    await store.setPrices([price]);
    expect(await store.getPrices()).toEqual([price]);
    await expect(store.setPrices([{ ...price, inputPerMillion: NaN }])).rejects.toMatchObject({
      code: 'INVALID_PARAMETER_VALUE',
    });
  });
}
