import { useState } from 'preact/hooks';
import { useShortcuts } from '../keyboard/shortcuts.ts';
import { links } from '../router/href.ts';
import { navigate } from '../router/location.ts';
import { followNew, liveWanted } from './page-state.ts';
import type { Selection } from './use-selection.ts';
import type { TraceListControl } from './use-trace-list.ts';

interface KeyTargets {
  readonly list: TraceListControl;
  readonly selection: Selection;
  readonly refresh: () => void;
}

/** The row that the keys are at, and the keys. */
export interface TraceKeys {
  /** Index; -1 before the first key. */
  readonly active: number;
  readonly setActive: (index: number) => void;
}

const focusSearch = () => document.querySelector<HTMLElement>('[data-testid="search-input"]')?.focus();

/** Gives the keys of the table of traces their meaning. */
export function useTraceKeys({ list, selection, refresh }: KeyTargets): TraceKeys {
  const [active, setActive] = useState(-1);
  const move = (step: number) => {
    const last = list.traces.length - 1;
    setActive(Math.max(0, Math.min(last, active + step)));
    if (active + step >= last) list.loadMore();
  };
  const clear = () => {
    selection.clear();
    setActive(-1);
  };
  const id = list.traces[active]?.trace_id;
  const onTrace = (action: (traceId: string) => void) => () => (id === undefined ? undefined : action(id));
  useShortcuts('Traces', [
    { key: 'j', does: 'Next trace', run: () => move(1) },
    { key: 'k', does: 'Trace before', run: () => move(-1) },
    { key: 'Enter', does: 'Open the trace', run: onTrace((traceId) => navigate(links.trace(traceId))) },
    { key: 'x', does: 'Select the trace', run: onTrace((traceId) => selection.toggle(traceId)) },
    { key: '/', does: 'Search', run: focusSearch },
    { key: 'Escape', does: 'Clear the selection', run: clear },
    { key: 'n', does: 'Show new traces', run: list.showNew },
    { key: 'l', does: 'Follow new traces, or stop', run: () => followNew(!liveWanted.value) },
    { key: 'r', does: 'Load again', run: refresh },
  ]);
  return { active, setActive };
}
