import { randomBytes } from 'node:crypto';
import { type JsonObject, type LoggedModel, MODEL_GRAMMAR, searchEntities } from '@spanwright/core/model';
import { refuse } from '../http/refusal.ts';
import { deleteModel, getModel, listModels, putModel, registeredAs } from '../models/model-files.ts';
import type { ModelStatus, StoredModel } from '../models/stored-model.ts';
import type { ServerContext } from '../server-context.ts';
import { modelUri } from './artifact-uri.ts';
import { entriesField, keyValues, objectsField, optionalText, textField, textsField } from './fields.ts';
import { pageOf } from './offset-pages.ts';

const STATUS_PREFIX = 'LOGGED_MODEL_';
const STATUSES: readonly string[] = ['PENDING', 'READY', 'UPLOAD_FAILED'] satisfies ModelStatus[];
const FORBIDDEN = /[/:.%"']/;

/** `CreateLoggedModel`. */
export async function createModel(context: ServerContext, args: JsonObject): Promise<object> {
  const experimentId = textField(args, 'experiment_id');
  await context.experiments.require(experimentId);
  const modelId = `m-${randomBytes(16).toString('hex')}`;
  const name = optionalText(args, 'name') || `model-${modelId.slice(2, 10)}`;
  if (FORBIDDEN.test(name))
    throw refuse(
      'INVALID_PARAMETER_VALUE',
      `Invalid model name (${name}) provided. Model name must be a non-empty string and cannot contain the following characters: ('/', ':', '.', '%', '"', "'")`,
    );
  const [modelType, sourceRunId] = [optionalText(args, 'model_type'), optionalText(args, 'source_run_id')];
  const now = Date.now();
  const model: StoredModel = {
    modelId,
    name,
    experimentId,
    ...(sourceRunId && { sourceRunId }),
    ...(modelType && { modelType }),
    status: 'PENDING',
    creationTimeMs: now,
    lastUpdateTimeMs: now,
    tags: entriesField(args, 'tags'),
    params: entriesField(args, 'params'),
    flavors: {},
  };
  await putModel(context.artifacts, model);
  return { model: modelToProto(model) };
}

/** `FinalizeLoggedModel`. */
export function finalizeModel(context: ServerContext, args: JsonObject): Promise<object> {
  const status = textField(args, 'status').replace(STATUS_PREFIX, '');
  if (!STATUSES.includes(status))
    throw refuse('INVALID_PARAMETER_VALUE', `Invalid value "${status}" for parameter 'status' supplied.`);
  return change(context, args, () => ({ status: status as ModelStatus }));
}

/** `GetLoggedModel`. */
export async function getLoggedModel({ artifacts }: ServerContext, args: JsonObject): Promise<object> {
  const model = await getModel(artifacts, textField(args, 'model_id'));
  const registered = (await registeredAs(artifacts)).get(model.modelId) ?? [];
  return { model: modelToProto(model, registered) };
}

/** `DeleteLoggedModel`: with its files; it does not come back. */
export async function deleteLoggedModel({ artifacts }: ServerContext, args: JsonObject): Promise<object> {
  await deleteModel(artifacts, textField(args, 'model_id'));
  return {};
}

/** `SetLoggedModelTags`. */
export function setModelTags(context: ServerContext, args: JsonObject): Promise<object> {
  return change(context, args, ({ tags }) => ({ tags: { ...tags, ...entriesField(args, 'tags') } }));
}

/** `DeleteLoggedModelTag`. */
export function deleteModelTag(context: ServerContext, args: JsonObject): Promise<object> {
  return change(context, args, ({ tags }) => {
    const { [textField(args, 'tag_key')]: _, ...rest } = tags;
    return { tags: rest };
  });
}

/** `LogLoggedModelParams`. */
export function logModelParams(context: ServerContext, args: JsonObject): Promise<object> {
  return change(context, args, ({ params }) => ({ params: { ...params, ...entriesField(args, 'params') } }));
}

/** `SearchLoggedModels`. */
export async function searchModels({ artifacts, store }: ServerContext, args: JsonObject): Promise<object> {
  const experimentIds = textsField(args, 'experiment_ids');
  const named = new Map((await store.listExperiments()).map(({ name, experimentId }) => [name, experimentId]));
  const all = (await listModels(artifacts)).map((model) => ({
    ...model,
    experimentId: model.experimentId ?? named.get(model.experimentName ?? '') ?? '0',
  }));
  const wanted = all.filter(({ experimentId }) => experimentIds.length === 0 || experimentIds.includes(experimentId));
  const search = { filterString: optionalText(args, 'filter') ?? '', orderBy: orderIn(args) };
  // The grammar knows one status only, and does not look at it.
  const found = searchEntities(wanted as unknown as readonly LoggedModel[], search, MODEL_GRAMMAR);
  const { items, next } = pageOf(found, args, { size: 50, max: 1000 });
  return { models: items.map((model) => modelToProto(model)), ...next };
}

function orderIn(args: JsonObject): readonly string[] {
  return objectsField(args, 'order_by').map(
    (one) => `${textField(one, 'field_name')} ${one['ascending'] === false ? 'DESC' : 'ASC'}`,
  );
}

async function change(
  { artifacts }: ServerContext,
  args: JsonObject,
  changes: (model: StoredModel) => Partial<StoredModel>,
): Promise<object> {
  const model = await getModel(artifacts, textField(args, 'model_id'));
  const changed: StoredModel = { ...model, ...changes(model), lastUpdateTimeMs: Date.now() };
  await putModel(artifacts, changed);
  return { model: modelToProto(changed) };
}

function modelToProto(
  model: StoredModel,
  registrations: readonly { readonly name: string; readonly version: number }[] = [],
): object {
  const { modelId, name, experimentId = '0', sourceRunId, status, modelType, creationTimeMs, lastUpdateTimeMs } = model;
  return {
    info: {
      model_id: modelId,
      experiment_id: experimentId,
      name,
      creation_timestamp_ms: creationTimeMs,
      last_updated_timestamp_ms: lastUpdateTimeMs ?? creationTimeMs,
      artifact_uri: modelUri(modelId),
      status: STATUS_PREFIX + status,
      ...(modelType !== undefined && { model_type: modelType }),
      ...(sourceRunId !== undefined && { source_run_id: sourceRunId }),
      tags: keyValues(model.tags),
      registrations: registrations.map((one) => ({ name: one.name, version: String(one.version) })),
    },
    data: { params: keyValues(model.params) },
  };
}
