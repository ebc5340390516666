import { Loading } from '../components/loading.tsx';

/** The page `model`. */
export function ModelPage() {
  return <Loading />;
}
