import { useEffect } from 'preact/hooks';
import { Loading } from '../components/loading.tsx';
import { links } from '../router/href.ts';
import { navigate } from '../router/location.ts';
import { currentExperiment, experiments } from './experiments.ts';

/** Goes on to the traces of the experiment that was looked at last. */
export function HomePage() {
  const ready = experiments.value !== undefined;
  useEffect(() => {
    if (ready) navigate(links.traces(currentExperiment.value), { replace: true });
  }, [ready]);
  return <Loading />;
}
