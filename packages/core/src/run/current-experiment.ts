import { currentStore } from '../export/current-target.ts';
import { pendingWrite } from '../export/pending-writes.ts';
import type { TrackingBackend } from '../export/tracking-backend.ts';
import { type Experiment, TracingError } from '../model/index.ts';
import { sharedSlot } from '../shared-state.ts';

/** An experiment as far as it is known when a trace starts: by the id, or by a name that the store will resolve. */
export type ExperimentRef = { readonly experimentId: string } | { readonly experimentName: string };

const DEFAULT: ExperimentRef = { experimentId: '0' };

const state = sharedSlot<{ current: ExperimentRef | undefined }>('experiment', () => ({ current: undefined }));

/** Where traces that start now belong: what was set, else what the environment names, else "Default". */
export function currentExperiment(): ExperimentRef {
  state.current ??= experimentOfEnvironment();
  return state.current;
}

/**
 * Has every trace that starts from now on belong to an experiment: the one of this name, created when there is none,
 * or the one with this id. In force at once, awaited or not; that it failed is logged when nobody awaits it.
 */
export function setExperiment(experiment: string | { readonly experimentId: string }): Promise<Experiment> {
  const ref = refOf(experiment);
  state.current = ref;
  return pendingWrite('setting the experiment', resolveExperiment(ref).then(checkActive));
}

/** The experiment that traces which start now belong to. */
export function getCurrentExperiment(): Promise<Experiment> {
  return resolveExperiment(currentExperiment());
}

/** The experiment itself; one of a name is created when there is none. */
export async function resolveExperiment(
  ref: ExperimentRef,
  backend: TrackingBackend = currentStore().backend,
): Promise<Experiment> {
  if ('experimentName' in ref) return await backend.ensureExperiment(ref.experimentName);
  const found = await backend.getExperiment(ref.experimentId);
  if (found) return found;
  throw new TracingError('RESOURCE_DOES_NOT_EXIST', `No Experiment with id=${ref.experimentId} exists`);
}

// MLflow's rule and words.
function checkActive(experiment: Experiment): Experiment {
  if (experiment.lifecycleStage === 'active') return experiment;
  const message =
    `Cannot set a deleted experiment '${experiment.name}' as the active experiment. ` +
    'You can restore the experiment, or use another name.';
  throw new TracingError('INVALID_PARAMETER_VALUE', message);
}

function refOf(experiment: string | { readonly experimentId: string }): ExperimentRef {
  if (typeof experiment === 'string' && experiment !== '') return { experimentName: experiment };
  const { experimentId } = (experiment ?? {}) as { readonly experimentId?: unknown };
  if (typeof experimentId === 'string') return { experimentId };
  throw new TracingError('INVALID_PARAMETER_VALUE', 'setExperiment needs a name, or { experimentId }.');
}

function experimentOfEnvironment(): ExperimentRef {
  const { MLFLOW_EXPERIMENT_ID: experimentId, MLFLOW_EXPERIMENT_NAME: experimentName } = process.env;
  if (experimentId) return { experimentId };
  return experimentName ? { experimentName } : DEFAULT;
}
