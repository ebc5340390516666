import { sharedSlot } from '../shared-state.ts';

const state = sharedSlot<{ starting: boolean; readonly seen: WeakSet<object> }>('own otel spans', () => ({
  starting: false,
  seen: new WeakSet(),
}));

/** Tells the spans that we start with the program's provider from those of others: processors see both. */
export const ownSpans = {
  /** Runs the start of a span of ours. */
  start<T>(work: () => T): T {
    state.starting = true;
    try {
      return work();
    } finally {
      state.starting = false;
    }
  },
  /** To be asked at a span's start: true for one of ours. */
  claims(span: object): boolean {
    if (state.starting) state.seen.add(span);
    return state.starting;
  },
  /** True for a span of ours. */
  has(span: object): boolean {
    return state.seen.has(span);
  },
};
