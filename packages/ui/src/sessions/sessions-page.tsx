import { Loading } from '../components/loading.tsx';

/** The page `sessions`. */
export function SessionsPage() {
  return <Loading />;
}
