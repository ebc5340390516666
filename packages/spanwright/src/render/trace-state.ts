import type { TraceState } from '@spanwright/core/model';

const WORDS: { readonly [S in TraceState]: string } = {
  OK: 'OK',
  ERROR: 'ERROR',
  IN_PROGRESS: 'OPEN',
  STATE_UNSPECIFIED: 'UNSET',
};

/** A trace's state in the words used for spans. */
export function stateWord(state: TraceState): string {
  return WORDS[state] ?? state;
}
