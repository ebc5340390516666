import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { type Failure, failureOf } from './failure.ts';

/** Something that is asked of the server. */
export interface Resource<T> {
  /** The latest answer; kept while the next one is on its way. */
  readonly data: T | undefined;
  readonly failure: Failure | undefined;
  readonly loading: boolean;
  /** Asks again. */
  readonly reload: () => void;
}

type State<T> = Omit<Resource<T>, 'reload'>;

/**
 * Asks the server whenever `key` changes, and gives up the question before. An answer to another key is never shown
 * as that to this one, except while this one is loading.
 */
export function useResource<T>(key: string, load: (signal: AbortSignal) => Promise<T>): Resource<T> {
  const [state, setState] = useState<State<T>>({ data: undefined, failure: undefined, loading: true });
  const [turn, setTurn] = useState(0);
  const latest = useRef(load);
  latest.current = load;
  useLayoutEffect(() => {
    const controller = new AbortController();
    setState(({ data }) => ({ data, failure: undefined, loading: true }));
    latest.current(controller.signal).then(
      (data) => controller.signal.aborted || setState({ data, failure: undefined, loading: false }),
      (error: unknown) =>
        controller.signal.aborted || setState({ data: undefined, failure: failureOf(error), loading: false }),
    );
    return () => controller.abort();
  }, [key, turn]);
  return { ...state, reload: () => setTurn((before) => before + 1) };
}
