import type { TraceInfoJson } from '@spanwright/server/viewer-api';
import { useRef, useState } from 'preact/hooks';
import { rangeBetween } from './selection.ts';

/** The traces that are selected, for actions on all of them. */
export interface Selection {
  readonly ids: ReadonlySet<string>;
  readonly traces: readonly TraceInfoJson[];
  /** Switches one; with `range` all from the one before to it. */
  readonly toggle: (id: string, range?: boolean) => void;
  readonly selectAll: () => void;
  readonly clear: () => void;
}

/** Keeps a selection of what a list shows. */
export function useSelection(shown: readonly TraceInfoJson[]): Selection {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const anchor = useRef<string | undefined>(undefined);
  const toggle = (id: string, range = false) => {
    const changed = range
      ? rangeBetween(
          shown.map((trace) => trace.trace_id),
          anchor.current,
          id,
        )
      : [id];
    const select = !ids.has(id);
    const next = new Set(ids);
    for (const one of changed) {
      if (select) next.add(one);
      else next.delete(one);
    }
    anchor.current = id;
    setIds(next);
  };
  return {
    ids,
    traces: ids.size === 0 ? [] : shown.filter((trace) => ids.has(trace.trace_id)),
    toggle,
    selectAll: () => setIds(new Set(shown.map((trace) => trace.trace_id))),
    clear: () => setIds(new Set()),
  };
}
