import { existsSync, mkdtempSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  clearActiveModel,
  flush,
  getLastActiveTraceId,
  getLoggedModel,
  getTrace,
  MlflowClient,
  searchLoggedModels,
  setActiveModel,
  setExperiment,
  setTrackingUri,
  startRun,
  startSpan,
} from '../src/index.ts';
import { modelAt } from '../src/logged-model/find-model.ts';
import { readModel } from '../src/logged-model/read-model.ts';
import { newModelId, saveModel } from '../src/logged-model/save-model.ts';
import { inferSignature } from '../src/logged-model/signature.ts';
import { setLogger } from '../src/logger.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'spanwright-models-'));
  setTrackingUri(`sqlite:${join(folder, 'traces.db')}`);
  setLogger({ info: () => {}, warn: () => {} });
});
afterEach(async () => {
  clearActiveModel();
  await flush();
  setLogger();
});

const artifacts = (modelId: string): string => join(folder, 'traces.db-artifacts', 'models', modelId, 'artifacts');
const chain = { name: 'model', flavors: { chain: { data: 'chain.json' } }, files: { 'chain.json': '{}' } };

describe('a logged model', () => {
  it('lies beside the database, readable by its owner alone', () => {
    const { modelId } = saveModel(chain);
    expect(readFileSync(join(artifacts(modelId), 'chain.json'), 'utf8')).toBe('{}');
    expect(statSync(join(artifacts(modelId), 'MLmodel')).mode & 0o077).toBe(0);
  });

  it("has MLflow's metadata, its input example and the signature of it", () => {
    const { modelId } = saveModel({
      ...chain,
      inputExample: { topic: 'tides', depth: 2 },
      outputExample: 'They rise.',
    });
    expect(JSON.parse(readFileSync(join(artifacts(modelId), 'input_example.json'), 'utf8'))).toEqual({
      topic: 'tides',
      depth: 2,
    });
    const text = readFileSync(join(artifacts(modelId), 'MLmodel'), 'utf8');
    expect(text).toContain(`"model_id": "${modelId}"\n`);
    expect(text).toContain('"flavors":\n  "chain":\n    "data": "chain.json"\n');
    expect(text).toContain(String.raw`"inputs": "[{\"type\":\"string\",\"name\":\"topic\",\"required\":true}`);
  });

  it('belongs to its run and its experiment, and is listed in a tag of the run', async () => {
    await setExperiment('tides');
    const run = startRun({}, (active) => {
      for (const name of ['model', 'other']) saveModel({ ...chain, name, run: active });
      return active;
    });
    await flush();
    const [newest, oldest] = await searchLoggedModels({ runId: run.runId });
    expect(newest?.experimentId).toBe(oldest?.experimentId);
    expect(new Set([newest?.name, oldest?.name])).toEqual(new Set(['model', 'other']));
    expect(await searchLoggedModels({ experimentIds: ['0'] })).toEqual([]);
    const { tags } = (await new MlflowClient().getRun(run.runId)).data;
    expect(JSON.parse(tags['mlflow.log-model.history'] ?? '')).toHaveLength(2);
  });

  it('is found by its id, by its run, by its version and by its folder', async () => {
    const run = startRun({}, (active) => active);
    const { modelId, registered } = saveModel({ ...chain, run, registeredModelName: 'guide/1.0' });
    expect(registered).toMatchObject({ name: 'guide/1.0', version: 1, modelId });
    for (const uri of [`models:/${modelId}`, `runs:/${run.runId}/model`]) expect(modelAt(uri).modelId).toBe(modelId);
    expect(readModel(artifacts(modelId)).file('chain.json')).toBe('{}');
    expect((await getLoggedModel(modelId))?.sourceRunId).toBe(run.runId);
    expect(await getLoggedModel(newModelId())).toBeUndefined();
  });

  it('gets the next version of its registered name', () => {
    const versions = [1, 2, 3].map(() => saveModel({ ...chain, registeredModelName: 'guide' }));
    expect(versions.map(({ registered }) => registered?.version)).toEqual([1, 2, 3]);
    expect(modelAt('models:/guide/2').modelId).toBe(versions[1]?.modelId);
    expect(modelAt('models:/guide/latest').modelId).toBe(versions[2]?.modelId);
  });

  it('says what is wrong with a URI', () => {
    expect(() => modelAt('models:/guide/9')).toThrow('There is no model at "models:/guide/9".');
    expect(() => modelAt('s3://x')).toThrow('Use one of: models:/<model id>');
    expect(() => readModel(`models:/${saveModel(chain).modelId}`).file('none')).toThrow('has no file "none"');
  });

  it('is not there in part when it cannot be written', () => {
    const modelId = newModelId();
    expect(() => saveModel({ ...chain, modelId, files: { 'no/such/folder': '' } })).toThrow('ENOENT');
    expect(existsSync(artifacts(modelId))).toBe(false);
  });
});

describe('a signature', () => {
  it.each([
    ['a text', '[{"type":"string","required":true}]'],
    [1, '[{"type":"long","required":true}]'],
    [
      { a: 1.5, b: true },
      '[{"type":"double","name":"a","required":true},{"type":"boolean","name":"b","required":true}]',
    ],
    [['x'], '[{"type":"array","items":{"type":"string"},"required":true}]'],
  ])("has MLflow's types: %j", (value, inputs) => expect(inferSignature(value, undefined)).toEqual({ inputs }));
});

describe('the active model', () => {
  it('is linked to every trace until it is cleared', async () => {
    const modelId = newModelId();
    setActiveModel({ modelId });
    startSpan('linked').end();
    const linked = getLastActiveTraceId();
    clearActiveModel();
    startSpan('free').end();
    const idOf = async (id: string | undefined) => (await getTrace(id!))?.info.metadata['mlflow.modelId'];
    expect([await idOf(linked), await idOf(getLastActiveTraceId())]).toEqual([modelId, undefined]);
  });
});
