import { Loading } from '../components/loading.tsx';

/** The page `models`. */
export function ModelsPage() {
  return <Loading />;
}
