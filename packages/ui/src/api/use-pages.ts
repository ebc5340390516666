import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { type Failure, failureOf } from './failure.ts';

/** One page of a list. */
export interface Page<T> {
  readonly items: readonly T[];
  /** Missing with the last page. */
  readonly next?: string | undefined;
}

/** A list that is asked for page by page. */
export interface Pages<T> {
  readonly items: readonly T[];
  readonly failure: Failure | undefined;
  readonly loading: boolean;
  /** Asks for the next page; undefined where there is none. */
  readonly more: (() => void) | undefined;
  /** Begins anew. */
  readonly reload: () => void;
}

interface State<T> extends Page<T> {
  readonly failure?: Failure;
  readonly loading: boolean;
}

/** Asks for the first page of a list, anew whenever `key` changes. */
export function usePages<T>(
  key: string,
  load: (page: string | undefined, signal: AbortSignal) => Promise<Page<T>>,
): Pages<T> {
  const [state, setState] = useState<State<T>>({ items: [], loading: true });
  const [turn, setTurn] = useState(0);
  const request = useRef(new AbortController());
  const ask = (page: string | undefined) => {
    const { signal } = request.current;
    setState((before) => ({ items: page === undefined ? [] : before.items, loading: true }));
    load(page, signal).then(
      ({ items, next }) =>
        signal.aborted || setState((before) => ({ items: [...before.items, ...items], next, loading: false })),
      (error: unknown) =>
        signal.aborted || setState((before) => ({ items: before.items, failure: failureOf(error), loading: false })),
    );
  };
  useLayoutEffect(() => {
    request.current = new AbortController();
    ask(undefined);
    return () => request.current.abort();
  }, [key, turn]);
  const { items, next, failure, loading } = state;
  const more = next === undefined || loading ? undefined : () => ask(next);
  return { items, failure, loading, more, reload: () => setTurn((before) => before + 1) };
}
