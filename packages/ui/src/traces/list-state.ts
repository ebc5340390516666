import type { TraceInfoJson } from '@spanwright/server/viewer-api';

/** The traces that are loaded, in the order in which they are shown. */
export interface ListState {
  readonly traces: readonly TraceInfoJson[];
  /** Of the next page; missing with the last. */
  readonly nextPageToken?: string | undefined;
  /** New ones that are not shown yet, newest first. */
  readonly waiting: readonly TraceInfoJson[];
}

const NOTHING: ListState = { traces: [], waiting: [] };

/** A list before its first page. */
export const emptyList = (): ListState => NOTHING;

interface Page {
  readonly traces: readonly TraceInfoJson[];
  readonly nextPageToken?: string;
}

const idsOf = (traces: readonly TraceInfoJson[]): ReadonlySet<string> => new Set(traces.map((trace) => trace.trace_id));

/** Puts a page behind what is there; traces that are there already are left out. */
export function withPage(list: ListState, page: Page): ListState {
  const known = idsOf(list.traces);
  const added = page.traces.filter(({ trace_id: id }) => !known.has(id));
  return { ...list, traces: [...list.traces, ...added], nextPageToken: page.nextPageToken };
}

/** Brings traces that are shown up to date. The list stays the same object where none is. */
export function withChanges(list: ListState, changed: readonly TraceInfoJson[]): ListState {
  const byId = new Map(changed.map((trace) => [trace.trace_id, trace]));
  if (!list.traces.some(({ trace_id: id }) => byId.has(id))) return list;
  return { ...list, traces: list.traces.map((trace) => byId.get(trace.trace_id) ?? trace) };
}

/** Takes the newest page in: what is known is brought up to date, what is new waits until `showWaiting`. */
export function withNewest(list: ListState, newest: readonly TraceInfoJson[]): ListState {
  const current = withChanges(list, newest);
  const known = idsOf(current.traces);
  const waiting = newest.filter(({ trace_id: id }) => !known.has(id));
  // Nothing is moved where nothing is.
  return current.traces.length === 0 ? { ...current, traces: waiting } : { ...current, waiting };
}

/** Shows what waits. */
export const showWaiting = (list: ListState): ListState => ({
  ...list,
  traces: [...list.waiting, ...list.traces],
  waiting: [],
});

/** Takes traces away. */
export function withoutTraces(list: ListState, ids: ReadonlySet<string>): ListState {
  return {
    ...list,
    traces: list.traces.filter(({ trace_id: id }) => !ids.has(id)),
    waiting: list.waiting.filter(({ trace_id: id }) => !ids.has(id)),
  };
}
