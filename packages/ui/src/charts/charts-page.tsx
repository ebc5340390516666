import { Loading } from '../components/loading.tsx';

/** The page `charts`. */
export function ChartsPage() {
  return <Loading />;
}
