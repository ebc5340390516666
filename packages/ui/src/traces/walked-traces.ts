import { signal } from '@preact/signals';

/** The traces around one in the list that was looked at last. */
export interface Neighbours {
  readonly before?: string;
  readonly after?: string;
  /** From 1. */
  readonly place: number;
  readonly count: number;
}

/** A list of traces, as it was left. */
export interface WalkedList {
  readonly ids: readonly string[];
  /** With filter, order and columns. */
  readonly address: string;
  /** Number of the first row that was in sight. */
  readonly top: number;
}

const KEY = 'spanwright.walked';
/** So many survive a reload. */
const KEPT = 1000;

const walked = signal<WalkedList>(kept());

/** Remembers a list, so that one can go from one of its traces to the next, and back to it. */
export function rememberWalked(list: WalkedList): void {
  walked.value = list;
  try {
    window.sessionStorage.setItem(KEY, JSON.stringify({ ...list, ids: list.ids.slice(0, KEPT) }));
  } catch {
    // A browser may forbid it; then a reload forgets the list.
  }
}

/** Address of the list that a trace was opened from; undefined where it was opened otherwise. */
export const listOf = (id: string): string | undefined =>
  walked.value.ids.includes(id) ? walked.value.address : undefined;

/** The first row that was in sight when the list with this address was left; the next time it is the first of all. */
export function takePlace(address: string): number {
  const { value: list } = walked;
  if (list.address !== address || list.top === 0) return 0;
  rememberWalked({ ...list, top: 0 });
  return list.top;
}

/** The traces before and after one; undefined where it was in no list. */
export const neighboursOf = (id: string): Neighbours | undefined => neighboursIn(walked.value.ids, id);

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

function kept(): WalkedList {
  try {
    const list = JSON.parse(window.sessionStorage.getItem(KEY) ?? '{}') as Partial<WalkedList>;
    const { ids, address, top } = list;
    if (Array.isArray(ids) && typeof address === 'string') return { ids, address, top: Number(top) || 0 };
  } catch {
    // What is kept is not ours, or may not be read.
  }
  return { ids: [], address: '', top: 0 };
}
