import { useEffect } from 'preact/hooks';
import { Loading } from '../components/loading.tsx';
import { links } from '../router/href.ts';
import { navigate } from '../router/location.ts';
import { settings } from '../settings/settings.ts';
import { currentExperiment, experiments } from './experiments.ts';
import { viewerApi } from '../api/viewer.ts';

/** The experiment that was looked at last, else that of the newest trace. */
async function firstExperiment(): Promise<string> {
  if (settings.experiment.value !== '') return currentExperiment.value;
  const { traces } = await viewerApi.traces({ experiment: [], limit: 1 });
  return traces[0]?.trace_location.mlflow_experiment.experiment_id ?? currentExperiment.value;
}

/** Goes on to the traces of the experiment that somebody wants to see. */
export function HomePage() {
  const ready = experiments.value !== undefined;
  useEffect(() => {
    if (!ready) return;
    const go = (experiment: string) => navigate(links.traces(experiment), { replace: true });
    firstExperiment().then(go, () => go(currentExperiment.value));
  }, [ready]);
  return <Loading />;
}
