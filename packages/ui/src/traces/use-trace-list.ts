import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { FIRST_TRACES } from '../api/early-requests.ts';
import { type Failure, failureOf } from '../api/failure.ts';
import { type TraceQuery, viewerApi } from '../api/viewer.ts';
import { type ListState, emptyList, showWaiting, withNewest, withPage, withoutTraces } from './list-state.ts';

const NEXT_PAGE = 400;

/** The list of traces that a query selects, loaded page by page. */
export interface TraceListControl extends ListState {
  readonly failure: Failure | undefined;
  readonly loading: boolean;
  /** Loads the next page, if there is one and none is on its way. */
  readonly loadMore: () => void;
  /** Begins anew. */
  readonly reload: () => void;
  /** Asks for what is new at the top. */
  readonly lookForNew: () => void;
  readonly showNew: () => void;
  readonly remove: (ids: ReadonlySet<string>) => void;
}

interface Status {
  readonly failure: Failure | undefined;
  readonly loading: boolean;
}

/** Loads a list of traces; anew with each query. */
export function useTraceList(query: Omit<TraceQuery, 'page' | 'limit'>): TraceListControl {
  const [list, setList] = useState<ListState>(emptyList);
  const [status, setStatus] = useState<Status>({ failure: undefined, loading: true });
  const [turn, setTurn] = useState(0);
  const request = useRef<AbortController>(new AbortController());
  const key = JSON.stringify(query);

  const load = (page: string | undefined) => {
    const { signal } = request.current;
    setStatus({ failure: undefined, loading: true });
    loadPage({ ...query, page, limit: page === undefined ? FIRST_TRACES : NEXT_PAGE }, signal).then(
      (answer) => {
        if (signal.aborted) return;
        setList((before) => withPage(page === undefined ? emptyList() : before, answer));
        setStatus({ failure: undefined, loading: false });
      },
      (error: unknown) => signal.aborted || setStatus({ failure: failureOf(error), loading: false }),
    );
  };

  useLayoutEffect(() => {
    request.current = new AbortController();
    load(undefined);
    return () => request.current.abort();
  }, [key, turn]);

  return {
    ...list,
    ...status,
    loadMore: () => void (status.loading || list.nextPageToken === undefined || load(list.nextPageToken)),
    reload: () => setTurn((before) => before + 1),
    lookForNew: () => void lookForNew(query, request.current.signal, setList),
    showNew: () => setList(showWaiting),
    remove: (ids) => setList((before) => withoutTraces(before, ids)),
  };
}

/** One page; a store that has run out of time gives an empty page with a token: then the next one is asked for. */
async function loadPage(query: TraceQuery, signal: AbortSignal): ReturnType<typeof viewerApi.traces> {
  const answer = await viewerApi.traces(query, signal);
  if (answer.traces.length > 0 || answer.nextPageToken === undefined) return answer;
  return loadPage({ ...query, page: answer.nextPageToken }, signal);
}

async function lookForNew(
  query: Omit<TraceQuery, 'page' | 'limit'>,
  signal: AbortSignal,
  setList: (change: (list: ListState) => ListState) => void,
): Promise<void> {
  try {
    const { traces } = await viewerApi.traces({ ...query, limit: FIRST_TRACES }, signal);
    if (!signal.aborted) setList((list) => withNewest(list, traces));
  } catch {
    // The next event asks again; until then the list stays as it is.
  }
}
