import { currentStore } from '../export/current-target.ts';
import { resolveExperiment } from '../run/current-experiment.ts';
import { type LoggedModel, TracingError } from '../model/index.ts';
import type { ModelStore } from './model-store.ts';
import { givenOptions } from '../given-options.ts';

/** Which models `searchLoggedModels` gives. */
export interface ModelSearch {
  /** Default: all. */
  readonly experimentIds?: readonly string[];
  /** Only those that were logged in this run. */
  readonly runId?: string;
}

/** The model with this id, or undefined. */
export async function getLoggedModel(modelId: string): Promise<LoggedModel | undefined> {
  const model = currentStore().models.get(modelId);
  return model && (await withExperiment(model));
}

/** Logged models, newest first. */
export async function searchLoggedModels(search: ModelSearch = {}): Promise<readonly LoggedModel[]> {
  const { experimentIds, runId } = givenOptions('searchLoggedModels()', search);
  const all = await Promise.all(currentStore().models.list().map(withExperiment));
  return all.filter(
    ({ experimentId, sourceRunId }) =>
      (!experimentIds || experimentIds.includes(experimentId ?? '')) && (runId === undefined || runId === sourceRunId),
  );
}

/**
 * The model that a URI names: `models:/<id>`, `models:/<registered name>/<version or "latest">` or
 * `runs:/<run id>/<name of the model>`.
 * @throws TracingError RESOURCE_DOES_NOT_EXIST, INVALID_PARAMETER_VALUE for another form.
 */
export function modelAt(uri: string): LoggedModel {
  const { models } = currentStore();
  const [scheme, first = '', second] = /^(models|runs):\/+([^/]+)(?:\/(.+))?$/.exec(uri)?.slice(1) ?? [];
  if (scheme === undefined) throw malformed(uri);
  const found = scheme === 'runs' ? ofRun(models, first, second) : ofRegistry(models, first, second);
  if (found) return found;
  throw new TracingError('RESOURCE_DOES_NOT_EXIST', `There is no model at "${uri}".`);
}

function ofRun(models: ModelStore, runId: string, name: string | undefined): LoggedModel | undefined {
  return models.list().find((model) => model.sourceRunId === runId && (name === undefined || model.name === name));
}

function ofRegistry(models: ModelStore, name: string, version: string | undefined): LoggedModel | undefined {
  if (version === undefined) return models.get(name);
  const versions = models.versions(name);
  const found = version === 'latest' ? versions.at(-1) : versions.find((made) => `${made.version}` === version);
  return found && models.get(found.modelId);
}

async function withExperiment(model: LoggedModel): Promise<LoggedModel> {
  const { experimentId, experimentName } = model;
  if (experimentId !== undefined || experimentName === undefined) return model;
  return { ...model, experimentId: (await resolveExperiment({ experimentName })).experimentId };
}

function malformed(uri: string): TracingError {
  const forms = 'models:/<model id>, models:/<registered name>/<version>, runs:/<run id>/<model name>';
  return new TracingError('INVALID_PARAMETER_VALUE', `"${uri}" is no URI of a model. Use one of: ${forms}.`);
}
