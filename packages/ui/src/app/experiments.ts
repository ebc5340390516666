import type { ExperimentList, ViewerConfig } from '@spanwright/server/viewer-api';
import { computed, effect, signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { type Failure, failureOf } from '../api/failure.ts';
import { viewerApi } from '../api/viewer.ts';
import { ALL_EXPERIMENTS } from '../router/href.ts';
import { queryValue, route } from '../router/location.ts';
import { settings } from '../settings/settings.ts';

/** The experiments that there are; undefined until they are known. */
export const experiments = signal<ExperimentList['experiments'] | undefined>(undefined);

/** What the server says of itself; undefined until it is known. */
export const config = signal<ViewerConfig | undefined>(undefined);

/** Whether the server lets nothing be changed: what would change something is not shown. */
export const readOnly = computed((): boolean => config.value?.readOnly ?? false);

/** Why experiments and configuration are not known. */
export const startFailure = signal<Failure | undefined>(undefined);

/** The experiment of what a page shows, where its address does not name it. */
const pageExperiment = signal<string | undefined>(undefined);

/** Lets the header name the experiment of what the page shows; `undefined` while it is not known. */
export function usePageExperiment(experiment: string | undefined): void {
  useEffect(() => {
    pageExperiment.value = experiment;
    return () => {
      pageExperiment.value = undefined;
    };
  }, [experiment]);
}

const isKnown = (id: string): boolean =>
  id === ALL_EXPERIMENTS || (experiments.value?.some(({ experimentId }) => experimentId === id) ?? false);

/** Id of the experiment that the address names, else of the one that was looked at last, else of the newest. */
export const currentExperiment = computed((): string => {
  const named = route.value.params['experiment'] ?? queryValue('experiment') ?? pageExperiment.value;
  if (named !== undefined) return named;
  const last = settings.experiment.value;
  return isKnown(last) ? last : (experiments.value?.at(-1)?.experimentId ?? ALL_EXPERIMENTS);
});

/** The name of an experiment, or its id where it is not known. */
export const experimentName = (id: string): string =>
  id === ALL_EXPERIMENTS
    ? 'All experiments'
    : (experiments.value?.find(({ experimentId }) => experimentId === id)?.name ?? `Experiment ${id}`);

/** Asks the server for the experiments and its configuration. */
export async function loadExperiments(): Promise<void> {
  try {
    startFailure.value = undefined;
    const [list, known] = await Promise.all([viewerApi.experiments(), viewerApi.config()]);
    experiments.value = list.experiments;
    config.value = known;
  } catch (error) {
    startFailure.value = failureOf(error);
  }
}

/** Remembers the experiment that the address names. */
export function rememberExperiment(): void {
  effect(() => {
    const named = route.value.params['experiment'];
    if (named !== undefined) settings.experiment.value = named;
  });
}
