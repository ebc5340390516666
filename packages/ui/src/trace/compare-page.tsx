import { Loading } from '../components/loading.tsx';

/** The page `compare`. */
export function ComparePage() {
  return <Loading />;
}
