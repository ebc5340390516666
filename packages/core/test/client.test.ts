import { beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  Attachment,
  getRun,
  getTrace,
  logMetrics,
  logParams,
  MlflowClient,
  readAttachment,
  searchExperiments,
  searchRuns,
  setExperiment,
  setLogger,
  setTags,
  setTrackingUri,
  startRun,
  startSpan,
} from '../src/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'spanwright-client-'));
let databases = 0;

beforeEach(async () => {
  setLogger({ warn: () => {}, info: () => {} });
  setTrackingUri(`sqlite:${folder}/${++databases}.db`);
  await setExperiment({ experimentId: '0' });
});

describe('new MlflowClient()', () => {
  it('works on the tracking URI in force, or on its own', async () => {
    const elsewhere = new MlflowClient({ trackingUri: `sqlite:${folder}/elsewhere.db` });
    const here = new MlflowClient();
    const { traceId } = elsewhere.startTrace('there');
    elsewhere.endTrace(traceId);
    expect((await elsewhere.getTrace(traceId)).info.tags['mlflow.traceName']).toBe('there');
    expect(await getTrace(traceId, { silent: true })).toBeUndefined();
    await expect(here.getTrace(traceId)).rejects.toMatchObject({ code: 'RESOURCE_DOES_NOT_EXIST' });
    const made = await elsewhere.logFeedback({ traceId, value: 1 });
    await elsewhere.overrideFeedback({ ...made, value: 2, assessmentId: made.assessmentId, traceId });
    expect((await elsewhere.searchTraces({ filterString: "feedback.feedback = '2'" })).length).toBe(1);
    expect((await here.searchTraces()).length).toBe(0);
    expect([elsewhere.trackingUri, here.trackingUri]).toEqual([
      `sqlite:${folder}/elsewhere.db`,
      `sqlite:${folder}/${databases}.db`,
    ]);
  });

  it('refuses a tracking URI that cannot be used', () => {
    expect(() => new MlflowClient({ trackingUri: 'nonsense' })).toThrow(
      expect.objectContaining({ code: 'INVALID_TRACKING_URI' }),
    );
  });
});

describe('experiments', () => {
  const client = new MlflowClient();

  it('are created, found, renamed, labelled, deleted and restored', async () => {
    const experimentId = await client.createExperiment('mine', { tags: { team: 'a' } });
    await expect(client.createExperiment('mine')).rejects.toMatchObject({ code: 'RESOURCE_ALREADY_EXISTS' });
    expect(await client.getExperiment(experimentId)).toMatchObject({ name: 'mine', tags: { team: 'a' } });
    await client.renameExperiment(experimentId, 'ours');
    await client.setExperimentTag(experimentId, 'n', 1);
    expect(await client.getExperimentByName('ours')).toMatchObject({ experimentId, tags: { team: 'a', n: '1' } });
    expect(await client.getExperimentByName('mine')).toBeUndefined();
    await client.deleteExperiment(experimentId);
    const names = async (viewType: 'ACTIVE_ONLY' | 'DELETED_ONLY') =>
      (await searchExperiments({ viewType })).map(({ name }) => name);
    expect(await names('ACTIVE_ONLY')).not.toContain('ours');
    expect(await names('DELETED_ONLY')).toEqual(['ours']);
    await expect(setExperiment('ours')).rejects.toThrow("Cannot set a deleted experiment 'ours'");
    await client.restoreExperiment(experimentId);
    expect(await setExperiment('ours')).toMatchObject({ experimentId });
    await expect(client.getExperiment('77')).rejects.toMatchObject({ code: 'RESOURCE_DOES_NOT_EXIST' });
    await expect(searchExperiments({ viewType: 'SOME' as 'ALL' })).rejects.toThrow("Invalid viewType 'SOME'");
  });
});

describe('runs', () => {
  const client = new MlflowClient();

  it('are made, logged to and ended by their ids', async () => {
    const { info } = await client.createRun('0', { runName: 'mine', tags: { a: 'b' }, startTimeMs: 5 });
    const { runId } = info;
    expect(info).toMatchObject({ runName: 'mine', status: 'RUNNING', startTimeMs: 5, experimentId: '0' });
    await client.logParam(runId, 'lr', 0.1);
    await client.logMetric(runId, 'loss', 2, { step: 1 });
    await client.logBatch(runId, { metrics: [{ key: 'loss', value: 1, step: 2, timestampMs: 7 }] });
    await client.setTag(runId, 'done', true);
    await expect(client.logParam(runId, 'lr', 0.2)).rejects.toThrow('Changing param values is not allowed');
    await client.updateRun(runId, { runName: 'ours' });
    await client.setTerminated(runId, 'FAILED', 9);
    expect(await client.getRun(runId)).toMatchObject({
      info: { runName: 'ours', status: 'FAILED', endTimeMs: 9, startTimeMs: 5 },
      data: {
        params: { lr: '0.1' },
        metrics: { loss: 1 },
        tags: { a: 'b', done: 'true', 'mlflow.runName': 'ours' },
      },
    });
    await expect(client.getRun('none')).rejects.toMatchObject({ code: 'RESOURCE_DOES_NOT_EXIST' });
  });

  it('are found in their experiments, the newest first, unless they were deleted', async () => {
    const old = await client.createRun('0', { startTimeMs: 1 });
    const young = await client.createRun('0', { startTimeMs: 2 });
    const ids = async () => (await searchRuns()).map(({ info }) => info.runId);
    expect(await ids()).toEqual([young.info.runId, old.info.runId]);
    await client.deleteRun(young.info.runId);
    expect(await ids()).toEqual([old.info.runId]);
    await client.restoreRun(young.info.runId);
    expect((await client.searchRuns({ experimentIds: ['0'], maxResults: 1 }))[0]?.info.runId).toBe(young.info.runId);
  });

  it('that are active take several parameters, metrics and tags at once', async () => {
    const runId = startRun((run) => {
      void logParams({ a: 1, b: 'x' });
      void logMetrics({ m: 1, n: 2 }, { step: 3 });
      void setTags({ t: 1 });
      return run.runId;
    });
    expect((await getRun(runId)).data).toMatchObject({
      params: { a: '1', b: 'x' },
      metrics: { m: 1, n: 2 },
      tags: { t: '1' },
    });
  });

  it('are children of the run that they name', async () => {
    const { info } = await client.createRun('0');
    const runId = startRun({ parentRunId: info.runId }, (run) => run.runId);
    expect((await getRun(runId)).data.tags['mlflow.parentRunId']).toBe(info.runId);
  });
});

describe('deleteTraces', () => {
  const client = new MlflowClient();
  const bytes = Buffer.alloc(3000, 7);

  /** A trace with a picture, of a second; where the picture is. */
  async function pictured(second: number): Promise<readonly [traceId: string, uri: string]> {
    const startTimeNs = BigInt(second) * 1_000_000_000n;
    const span = startSpan({ name: 'look', startTimeNs, inputs: { image: new Attachment(bytes, 'image/png') } });
    span.end({ endTimeNs: startTimeNs });
    const trace = await client.getTrace(span.traceId);
    return [span.traceId, (trace.data.request as { readonly image: string }).image];
  }

  it('removes the attachments of what it deletes, and no others', async () => {
    const [[first, a], [, b], [, c]] = [await pictured(1), await pictured(2), await pictured(3)];
    const found = async () => (await Promise.all([a, b, c].map(readAttachment))).map((one) => one !== undefined);
    expect(await found()).toEqual([true, true, true]);
    await client.deleteTraces({ experimentId: '77', traceIds: [first] });
    expect(await found()).toEqual([true, true, true]);
    expect(await client.deleteTraces({ experimentId: '0', traceIds: [first] })).toBe(1);
    expect(await found()).toEqual([false, true, true]);
    expect(await client.deleteTraces({ experimentId: '0', maxTimestampMillis: 2500 })).toBe(1);
    expect(await found()).toEqual([false, false, true]);
  });
});
