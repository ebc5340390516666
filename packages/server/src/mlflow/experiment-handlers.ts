import {
  EXPERIMENT_GRAMMAR,
  type Experiment,
  type JsonObject,
  TracingError,
  searchEntities,
} from '@spanwright/core/model';
import { refuse } from '../http/refusal.ts';
import type { ServerContext } from '../server-context.ts';
import { experimentUri } from './artifact-uri.ts';
import { entriesField, keyValues, optionalText, textField, textsField } from './fields.ts';
import { pageOf } from './offset-pages.ts';

/** `CreateExperiment`. */
export async function createExperiment({ store }: ServerContext, args: JsonObject): Promise<object> {
  if (optionalText(args, 'artifact_location'))
    throw refuse(
      'INVALID_PARAMETER_VALUE',
      'artifact_location cannot be chosen: this server keeps all artifacts in its own folder.',
    );
  const { experimentId } = await store.createExperiment(textField(args, 'name'), entriesField(args, 'tags'));
  return { experiment_id: experimentId };
}

/** `GetExperiment`. */
export async function getExperiment({ store }: ServerContext, args: JsonObject): Promise<object> {
  const id = textField(args, 'experiment_id');
  const found = await store.getExperiment(id);
  if (!found) throw new TracingError('RESOURCE_DOES_NOT_EXIST', `No Experiment with id=${id} exists`);
  return { experiment: experimentToProto(found) };
}

/** `GetExperimentByName`. */
export async function getExperimentByName({ store }: ServerContext, args: JsonObject): Promise<object> {
  const name = textField(args, 'experiment_name');
  const found = await store.getExperimentByName(name);
  if (!found) throw new TracingError('RESOURCE_DOES_NOT_EXIST', `Could not find experiment with name '${name}'`);
  return { experiment: experimentToProto(found) };
}

/** `SearchExperiments`. */
export async function searchExperiments({ store }: ServerContext, args: JsonObject): Promise<object> {
  const viewed = (await store.listExperiments()).filter(({ lifecycleStage }) =>
    isInView(args['view_type'], lifecycleStage),
  );
  const search = { filterString: optionalText(args, 'filter') ?? '', orderBy: textsField(args, 'order_by') };
  const { items, next } = pageOf(searchEntities(viewed, search, EXPERIMENT_GRAMMAR), args, { size: 1000, max: 50_000 });
  return { experiments: items.map(experimentToProto), ...next };
}

/** `UpdateExperiment`. */
export async function updateExperiment({ store }: ServerContext, args: JsonObject): Promise<object> {
  const [id, name] = [textField(args, 'experiment_id'), textField(args, 'new_name')];
  const taken = await store.getExperimentByName(name);
  if (taken && taken.experimentId !== id)
    throw new TracingError('RESOURCE_ALREADY_EXISTS', `Experiment(name=${name}) already exists.`);
  await store.updateExperiment(id, { name });
  return {};
}

/** `DeleteExperiment`: it can be restored. */
export async function deleteExperiment({ store, experiments }: ServerContext, args: JsonObject): Promise<object> {
  const id = textField(args, 'experiment_id');
  await store.updateExperiment(id, { lifecycleStage: 'deleted' });
  experiments.forget(id);
  return {};
}

/** `RestoreExperiment`. */
export async function restoreExperiment({ store }: ServerContext, args: JsonObject): Promise<object> {
  await store.updateExperiment(textField(args, 'experiment_id'), { lifecycleStage: 'active' });
  return {};
}

/** `SetExperimentTag`. */
export async function setExperimentTag({ store }: ServerContext, args: JsonObject): Promise<object> {
  const tags = { [textField(args, 'key')]: optionalText(args, 'value') ?? '' };
  await store.updateExperiment(textField(args, 'experiment_id'), { tags });
  return {};
}

/** `DeleteExperimentTag`. */
export async function deleteExperimentTag({ store }: ServerContext, args: JsonObject): Promise<object> {
  await store.deleteExperimentTag(textField(args, 'experiment_id'), textField(args, 'key'));
  return {};
}

/** Whether a view, one of MLflow's names, shows what is active or deleted. */
export function isInView(view: unknown, stage: 'active' | 'deleted'): boolean {
  if (view === 'ALL') return true;
  return stage === (view === 'DELETED_ONLY' ? 'deleted' : 'active');
}

function experimentToProto(experiment: Experiment): object {
  const { experimentId, name, lifecycleStage, creationTimeMs, lastUpdateTimeMs, tags } = experiment;
  return {
    experiment_id: experimentId,
    name,
    artifact_location: experimentUri(experimentId),
    lifecycle_stage: lifecycleStage,
    creation_time: creationTimeMs,
    last_update_time: lastUpdateTimeMs,
    tags: keyValues(tags),
  };
}
