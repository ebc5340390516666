import { Loading } from '../components/loading.tsx';

/** The page `run`. */
export function RunPage() {
  return <Loading />;
}
