import { currentStore } from '../export/current-target.ts';
import { pendingWrite } from '../export/pending-writes.ts';
import { type EntitySearch, type Experiment, EXPERIMENT_GRAMMAR, searchEntities } from '../model/index.ts';
import { resolveExperiment } from '../run/current-experiment.ts';
import { type ViewType, viewOf } from './view-type.ts';
import { givenOptions } from '../given-options.ts';

/** Which experiments a search gives. */
export interface ExperimentSearch extends EntitySearch {
  /** MLflow's names; default `ACTIVE_ONLY`. */
  readonly viewType?: ViewType;
  /** At most this many; default 1000. */
  readonly maxResults?: number;
}

/**
 * Creates an experiment; resolves with its id. Need not be awaited: a failure is logged.
 * @throws TracingError RESOURCE_ALREADY_EXISTS for a name that is taken.
 */
export function createExperiment(name: string, options: { readonly tags?: Experiment['tags'] } = {}): Promise<string> {
  const { tags = {} } = givenOptions('createExperiment()', options);
  const created = currentStore().backend.createExperiment(name, tags);
  return pendingWrite(
    'creating an experiment',
    created.then(({ experimentId }) => experimentId),
  );
}

/**
 * The experiment with this id.
 * @throws TracingError RESOURCE_DOES_NOT_EXIST when there is none.
 */
export function getExperiment(experimentId: string): Promise<Experiment> {
  return resolveExperiment({ experimentId });
}

/** The experiment of this name, or undefined. */
export function getExperimentByName(name: string): Promise<Experiment | undefined> {
  return currentStore().backend.getExperimentByName(name);
}

/**
 * Experiments, the newest first unless `orderBy` says otherwise.
 * @throws TracingError INVALID_PARAMETER_VALUE for a filter, an order or a view that MLflow does not have.
 */
export async function searchExperiments(search: ExperimentSearch = {}): Promise<readonly Experiment[]> {
  const { viewType, maxResults = 1000, ...filter } = givenOptions('searchExperiments()', search);
  const inView = viewOf(viewType);
  const all = await currentStore().backend.listExperiments();
  const viewed = all.filter(({ lifecycleStage }) => inView(lifecycleStage));
  return searchEntities(viewed, filter, EXPERIMENT_GRAMMAR).slice(0, maxResults);
}

/** Marks an experiment as deleted; what belongs to it stays. Need not be awaited: a failure is logged. */
export function deleteExperiment(experimentId: string): Promise<void> {
  return change(experimentId, { lifecycleStage: 'deleted' });
}

/** Takes the deletion of an experiment back. Need not be awaited: a failure is logged. */
export function restoreExperiment(experimentId: string): Promise<void> {
  return change(experimentId, { lifecycleStage: 'active' });
}

/** Gives an experiment another name. Need not be awaited: a failure is logged. */
export function renameExperiment(experimentId: string, name: string): Promise<void> {
  return change(experimentId, { name });
}

/** Sets a tag of an experiment, as text. Need not be awaited: a failure is logged. */
export function setExperimentTag(experimentId: string, key: string, value: unknown): Promise<void> {
  return change(experimentId, { tags: { [key]: String(value) } });
}

function change(
  experimentId: string,
  update: Partial<Pick<Experiment, 'name' | 'lifecycleStage' | 'tags'>>,
): Promise<void> {
  return pendingWrite('changing an experiment', currentStore().backend.updateExperiment(experimentId, update));
}
