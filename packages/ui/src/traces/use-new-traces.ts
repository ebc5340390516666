import { type Signal, useComputed, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Selection } from './use-selection.ts';
import type { TraceKeys } from './use-trace-keys.ts';
import type { TraceListControl } from './use-trace-list.ts';

/** How new traces come into the table. */
export interface NewTraces {
  /** Number of the first row in sight; the table sets it. */
  readonly top: Signal<number>;
  /** Shows those that wait; the row that the keys are at stays the same. */
  readonly show: () => void;
}

/** Who looks at the top of the table sees what comes; who has gone on is told how many wait. */
export function useNewTraces(list: TraceListControl, keys: TraceKeys, selection: Selection): NewTraces {
  const top = useSignal(0);
  const atTop = useComputed(() => top.value === 0).value;
  const undisturbed = atTop && keys.active < 0 && selection.ids.size === 0;
  const show = () => {
    if (keys.active >= 0) keys.setActive(keys.active + list.waiting.length);
    list.showNew();
  };
  useEffect(() => {
    if (undisturbed && list.waiting.length > 0) list.showNew();
  }, [undisturbed, list.waiting]);
  return { top, show };
}
