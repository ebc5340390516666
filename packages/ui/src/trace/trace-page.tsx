import { Loading } from '../components/loading.tsx';

/** The page `trace`. */
export function TracePage() {
  return <Loading />;
}
