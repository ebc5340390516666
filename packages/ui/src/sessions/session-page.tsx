import { Loading } from '../components/loading.tsx';

/** The page `session`. */
export function SessionPage() {
  return <Loading />;
}
