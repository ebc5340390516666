import { type Run, TracingError } from '@spanwright/core/model';
import { type Answer, json } from '../http/answer.ts';
import type { Call } from '../http/route.ts';
import type { StoredModel } from '../models/stored-model.ts';
import { getModel, listModels, registeredAs } from '../models/model-files.ts';
import type { ServerContext } from '../server-context.ts';
import { experimentsIn, numberIn } from './query.ts';
import type { ModelJson, ModelList, RunJson, RunList } from './viewer-api.ts';

/** `GET /runs`. */
export async function runs({ store }: ServerContext, { query }: Call): Promise<Answer> {
  const limit = numberIn(query, 'limit', 100, 10_000);
  const named = query.getAll('experiment');
  const experimentIds =
    named.length > 0 ? named : (await store.listExperiments()).map(({ experimentId }) => experimentId);
  const found = (await Promise.all(experimentIds.map((id) => store.listRuns(id, limit)))).flat();
  const active = found.filter(({ info }) => info.lifecycleStage === 'active');
  const newest = active.toSorted((a, b) => b.info.startTimeMs - a.info.startTimeMs);
  const answer: RunList = { runs: newest.slice(0, limit).map(runJson) };
  return json(answer);
}

/** `GET /runs/ID`. */
export async function run({ store }: ServerContext, { params }: Call): Promise<Answer> {
  const found = await store.getRun(params['id'] ?? '');
  if (!found) throw new TracingError('RESOURCE_DOES_NOT_EXIST', `Run with id=${params['id']} not found`);
  return json(runJson(found));
}

/** `GET /models`. */
export async function models({ artifacts, store }: ServerContext, { query }: Call): Promise<Answer> {
  const { experimentIds } = experimentsIn(query);
  const idOf = await experimentIdsByName(store);
  const all = (await listModels(artifacts)).map((model) => ({ ...model, experimentId: idOf(model) }));
  const wanted = all.filter(({ experimentId }) => !experimentIds || experimentIds.includes(experimentId));
  const registered = await registeredAs(artifacts);
  const answer: ModelList = {
    models: wanted.map((model) => modelJson(model, model.experimentId, registered.get(model.modelId))),
  };
  return json(answer);
}

/** `GET /models/ID`. */
export async function model({ artifacts, store }: ServerContext, { params }: Call): Promise<Answer> {
  const found = await getModel(artifacts, params['id'] ?? '');
  const registered = await registeredAs(artifacts);
  return json(modelJson(found, (await experimentIdsByName(store))(found), registered.get(found.modelId)));
}

async function experimentIdsByName(store: ServerContext['store']): Promise<(model: StoredModel) => string> {
  const byName = new Map((await store.listExperiments()).map(({ name, experimentId }) => [name, experimentId]));
  return ({ experimentId, experimentName = '' }) => experimentId ?? byName.get(experimentName) ?? '0';
}

function runJson({ info, data }: Run): RunJson {
  const { endTimeMs, startTimeMs, runId, runName, experimentId, status } = info;
  return {
    runId,
    runName,
    experimentId,
    status,
    startMs: startTimeMs,
    ...(endTimeMs !== undefined && { endMs: endTimeMs }),
    ...data,
  };
}

function modelJson(found: StoredModel, experimentId: string, registered: ModelJson['registered'] = []): ModelJson {
  const { modelId, name, sourceRunId, status, creationTimeMs: createdMs, tags, params } = found;
  return {
    modelId,
    name,
    experimentId,
    ...(sourceRunId !== undefined && { sourceRunId }),
    status,
    createdMs,
    tags,
    params,
    registered,
  };
}
