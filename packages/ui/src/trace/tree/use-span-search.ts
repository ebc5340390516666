import { useEffect, useRef } from 'preact/hooks';
import { viewerApi } from '../../api/viewer.ts';
import { selectSpan, type TraceState } from '../page/trace-state.ts';
import { matchesFrom, matchOutline, mergeMatches, NO_MATCHES, stepMatch } from './span-matches.ts';
import type { TreeNode } from './span-tree.ts';
import { visibleRows } from './visible-rows.ts';

/** Milliseconds without a key after which the server searches the content. */
const PAUSE_MS = 250;

/** Goes to the next match, or with -1 to the one before. */
export function stepSearch(state: TraceState, by: 1 | -1): void {
  state.matches.value = stepMatch(state.matches.value, by);
  goToMatch(state);
}

function goToMatch(state: TraceState): void {
  const { spanIds, current } = state.matches.value;
  const spanId = spanIds[current];
  if (spanId !== undefined) selectSpan(state, spanId);
}

/** @param from where the search began: what was found on the way to the whole text does not count */
function show(
  state: TraceState,
  order: readonly TreeNode[],
  spanIds: readonly string[],
  from: string | undefined,
): void {
  state.matches.value = matchesFrom(order, spanIds, from);
  goToMatch(state);
}

/** Searches what the outline tells with every key, and the contents by the server after a pause. */
export function useSpanSearch(state: TraceState): void {
  const text = state.searched.value.trim();
  const began = useRef<string>(undefined);
  useEffect(() => {
    if (text === '') {
      state.matches.value = NO_MATCHES;
      began.current = undefined;
      return undefined;
    }
    began.current ??= state.selected.value?.spanId;
    const from = began.current;
    const order = visibleRows(state.tree.value, { collapsed: new Set() });
    const names = matchOutline(order, text);
    show(state, order, names, from);
    const controller = new AbortController();
    const timer = setTimeout(() => {
      viewerApi.searchSpans(state.traceId, text, controller.signal).then(
        (found) => show(state, order, mergeMatches(order, names, found.spanIds), from),
        // What the outline has found is shown all the same.
        () => undefined,
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [text]);
}
