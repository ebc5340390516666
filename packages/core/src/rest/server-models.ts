import type { ModelFiles, ModelToReserve } from '../logged-model/model-store.ts';
import type { LoggedModel, ModelVersion } from '../model/index.ts';
import { artifactRequest, fileOf, putArtifact } from './artifact-location.ts';
import { ENDPOINTS } from './endpoints.ts';
import { ensureExperimentId } from './experiments-by-name.ts';
import { inParallel } from './in-parallel.ts';
import { allPages } from './pages.ts';
import type { RestClient } from './rest-client.ts';
import { unlessMissing } from './unless-missing.ts';
import { listOf, recordOf } from './wire-info.ts';
import type { WireModel, WireModelVersion } from './wire-types.ts';

/** The server's limit for one page. */
const PAGE = 100;
const WORKERS = 4;

/** Makes a model without files; the server gives it its id. */
export async function reserveModel(client: RestClient, { name, experiment, runId }: ModelToReserve): Promise<string> {
  const experimentId =
    'experimentName' in experiment
      ? await ensureExperimentId(client, experiment.experimentName)
      : experiment.experimentId;
  const { model } = await client.call(ENDPOINTS.createModel, {
    experiment_id: experimentId,
    name,
    ...(runId !== undefined && { source_run_id: runId }),
    params: [],
    tags: [],
  });
  return model.info.model_id;
}

/** Stores the files of a reserved model, and links it to its run. */
export async function saveModel(client: RestClient, model: LoggedModel, files: ModelFiles): Promise<void> {
  const { modelId, sourceRunId } = model;
  const id = { model_id: modelId };
  const { artifact_uri: location } = (await client.call(ENDPOINTS.getModel, id)).model.info;
  await inParallel(WORKERS, Object.entries(files), ([name, text]) =>
    putArtifact(client, location, name, new TextEncoder().encode(text)),
  );
  const [tags, params] = [listOf(model.tags), listOf(model.params)];
  if (tags.length > 0) await client.call(ENDPOINTS.setModelTags, { ...id, tags });
  if (params.length > 0) await client.call(ENDPOINTS.logModelParams, { ...id, params });
  await client.call(ENDPOINTS.finishModel, { ...id, status: 'LOGGED_MODEL_READY' });
  if (sourceRunId !== undefined)
    await client.call(ENDPOINTS.logOutputs, { run_id: sourceRunId, models: [{ ...id, step: 0 }] });
}

/** A model; undefined where there is none. */
export async function getModel(client: RestClient, modelId: string): Promise<LoggedModel | undefined> {
  const found = await unlessMissing(() => client.call(ENDPOINTS.getModel, { model_id: modelId }));
  return found && fromWire(found.model);
}

/** The models of all experiments, newest first. */
export async function listModels(client: RestClient): Promise<readonly LoggedModel[]> {
  const experiments = await allPages(Infinity, async (token) => {
    const query = { max_results: 1000, view_type: 'ALL', order_by: [], ...token } as const;
    const page = await client.call(ENDPOINTS.searchExperiments, query);
    return { items: page.experiments ?? [], next: page.next_page_token };
  });
  const ids = experiments.map(({ experiment_id: id }) => id);
  const models = await allPages(Infinity, async (token) => {
    const page = await client.call(ENDPOINTS.searchModels, { experiment_ids: ids, max_results: PAGE, ...token });
    return { items: page.models ?? [], next: page.next_page_token };
  });
  return models.map(fromWire).sort((a, b) => b.creationTimeMs - a.creationTimeMs);
}

/** The text of a model's file; undefined where it has none of that name. */
export async function readModelFile(client: RestClient, modelId: string, name: string): Promise<string | undefined> {
  const { artifact_uri: location } = (await client.call(ENDPOINTS.getModel, { model_id: modelId })).model.info;
  const bytes = fileOf(await client.send(artifactRequest(location, name)));
  return bytes && new TextDecoder().decode(bytes);
}

/** Makes a model the next version of a registered one. */
export async function registerModel(client: RestClient, name: string, modelId: string): Promise<ModelVersion> {
  const { info } = (await client.call(ENDPOINTS.getModel, { model_id: modelId })).model;
  // It may be there; if it cannot be made, the version says why.
  await client.call(ENDPOINTS.createRegisteredModel, { name }).catch(() => {});
  const { model_version: made } = await client.call(ENDPOINTS.createModelVersion, {
    name,
    source: info.artifact_uri,
    ...(info.source_run_id && { run_id: info.source_run_id }),
    model_id: modelId,
  });
  return versionFromWire(made);
}

/** Versions of a registered model, the oldest first. */
export async function modelVersions(client: RestClient, name: string): Promise<readonly ModelVersion[]> {
  const filter = `name='${name.replaceAll("'", "''")}'`;
  const { model_versions: found = [] } = await client.call(ENDPOINTS.searchModelVersions, {
    filter,
    max_results: 1000,
  });
  return found.map(versionFromWire).sort((a, b) => a.version - b.version);
}

function fromWire({ info, data = {} }: WireModel): LoggedModel {
  return {
    modelId: info.model_id,
    name: info.name,
    experimentId: info.experiment_id,
    ...(info.source_run_id && { sourceRunId: info.source_run_id }),
    status: 'READY',
    creationTimeMs: Number(info.creation_timestamp_ms ?? 0),
    tags: recordOf(info.tags),
    params: recordOf(data.params),
    flavors: {},
  };
}

function versionFromWire(wire: WireModelVersion): ModelVersion {
  return {
    name: wire.name,
    version: Number(wire.version),
    // Not every server tells it apart from the place.
    modelId: wire.model_id || (/\bm-[0-9a-f]{32}\b/.exec(wire.source ?? '')?.[0] ?? ''),
    creationTimeMs: Number(wire.creation_timestamp ?? 0),
  };
}
