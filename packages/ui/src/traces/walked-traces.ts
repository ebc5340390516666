import { signal } from '@preact/signals';

/** The traces around one in the list that was looked at last. */
export interface Neighbours {
  readonly before?: string;
  readonly after?: string;
  /** From 1. */
  readonly place: number;
  readonly count: number;
}

const KEY = 'spanwright.walked';
/** So many survive a reload. */
const KEPT = 1000;

const walked = signal<readonly string[]>(kept());

/** Remembers the traces of a list, so that one can go from one to the next. */
export function rememberWalked(ids: readonly string[]): void {
  walked.value = ids;
  try {
    window.sessionStorage.setItem(KEY, JSON.stringify(ids.slice(0, KEPT)));
  } catch {
    // A browser may forbid it; then a reload forgets the list.
  }
}

/** The traces before and after one; undefined where it was in no list. */
export const neighboursOf = (id: string): Neighbours | undefined => neighboursIn(walked.value, id);

/** @see neighboursOf */
export function neighboursIn(ids: readonly string[], id: string): Neighbours | undefined {
  const at = ids.indexOf(id);
  if (at < 0 || ids.length < 2) return undefined;
  const [before, after] = [ids[at - 1], ids[at + 1]];
  return {
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
    place: at + 1,
    count: ids.length,
  };
}

function kept(): readonly string[] {
  try {
    const ids: unknown = JSON.parse(window.sessionStorage.getItem(KEY) ?? '[]');
    return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : [];
  } catch {
    return [];
  }
}
