import { Loading } from '../components/loading.tsx';

/** The page `runs`. */
export function RunsPage() {
  return <Loading />;
}
