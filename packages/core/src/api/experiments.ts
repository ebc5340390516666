import { currentStore } from '../export/current-exporter.ts';
import { pendingWrite } from '../export/pending-writes.ts';
import { type Experiment, TracingError } from '../model/index.ts';
import { resolveExperiment } from '../run/current-experiment.ts';

/** Which experiments a search gives. */
export interface ExperimentSearch {
  /** MLflow's names; default `ACTIVE_ONLY`. */
  readonly viewType?: 'ACTIVE_ONLY' | 'DELETED_ONLY' | 'ALL';
}

/**
 * Creates an experiment; resolves with its id. Need not be awaited: a failure is logged.
 * @throws TracingError RESOURCE_ALREADY_EXISTS for a name that is taken.
 */
export function createExperiment(name: string, options: { readonly tags?: Experiment['tags'] } = {}): Promise<string> {
  const created = currentStore().backend.createExperiment(name, options.tags ?? {});
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

/** Experiments, the newest first. */
export async function searchExperiments({ viewType = 'ACTIVE_ONLY' }: ExperimentSearch = {}): Promise<Experiment[]> {
  const stages = { ACTIVE_ONLY: ['active'], DELETED_ONLY: ['deleted'], ALL: ['active', 'deleted'] }[viewType];
  if (!stages) {
    const message = `Invalid viewType '${String(viewType)}'. Use ACTIVE_ONLY, DELETED_ONLY or ALL.`;
    throw new TracingError('INVALID_PARAMETER_VALUE', message);
  }
  const all = await currentStore().backend.listExperiments();
  return all.filter(({ lifecycleStage }) => stages.includes(lifecycleStage)).reverse();
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
