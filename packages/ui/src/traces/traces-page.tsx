import { Loading } from '../components/loading.tsx';

/** The page `traces`. */
export function TracesPage() {
  return <Loading />;
}
