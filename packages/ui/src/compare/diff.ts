/** A stretch of a text that both have, or only one. */
export interface DiffPart {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** Beyond this many edits texts have so little in common that a diff tells nothing. */
const MOST_EDITS = 1000;

/** What has to be removed from and added to a text to become the other, by lines. */
export function diffLines(before: string, after: string): readonly DiffPart[] {
  return diff(before.match(/[^\n]*\n|[^\n]+/g) ?? [], after.match(/[^\n]*\n|[^\n]+/g) ?? []);
}

/** The same by words. */
export function diffWords(before: string, after: string): readonly DiffPart[] {
  return diff(before.match(/\s+|\w+|[^\s\w]/g) ?? [], after.match(/\s+|\w+|[^\s\w]/g) ?? []);
}

function diff(before: readonly string[], after: readonly string[]): readonly DiffPart[] {
  const head = commonHead(before, after);
  const tail = commonTail(before.slice(head), after.slice(head));
  const [a, b] = [before.slice(head, before.length - tail), after.slice(head, after.length - tail)];
  return joined([
    ...before.slice(0, head).map((text) => ({ kind: 'same', text }) as const),
    ...(shortestEdit(a, b) ?? replaced(a, b)),
    ...before.slice(before.length - tail).map((text) => ({ kind: 'same', text }) as const),
  ]);
}

function commonHead(a: readonly string[], b: readonly string[]): number {
  let count = 0;
  while (count < a.length && count < b.length && a[count] === b[count]) count += 1;
  return count;
}

function commonTail(a: readonly string[], b: readonly string[]): number {
  let count = 0;
  while (count < a.length && count < b.length && a[a.length - 1 - count] === b[b.length - 1 - count]) count += 1;
  return count;
}

function replaced(a: readonly string[], b: readonly string[]): readonly DiffPart[] {
  return [
    ...a.map((text) => ({ kind: 'removed', text }) as const),
    ...b.map((text) => ({ kind: 'added', text }) as const),
  ];
}

type Furthest = ReadonlyMap<number, number>;

/** Myers' greedy algorithm: for each number of edits the furthest place on each diagonal, kept for the way back. */
function shortestEdit(a: readonly string[], b: readonly string[]): readonly DiffPart[] | undefined {
  const furthest = new Map<number, number>([[1, 0]]);
  const trail: Furthest[] = [];
  for (let edits = 0; edits <= Math.min(a.length + b.length, MOST_EDITS); edits += 1) {
    trail.push(new Map(furthest));
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      let x = startOn(furthest, diagonal, edits);
      while (x < a.length && x - diagonal < b.length && a[x] === b[x - diagonal]) x += 1;
      furthest.set(diagonal, x);
      if (x >= a.length && x - diagonal >= b.length) return wayBack(a, b, trail);
    }
  }
  return undefined;
}

const reach = (furthest: Furthest, diagonal: number): number => furthest.get(diagonal) ?? 0;

/** Whether the way to a diagonal with so many edits adds a piece, rather than removes one. */
function isAdded(furthest: Furthest, diagonal: number, edits: number): boolean {
  if (diagonal === -edits) return true;
  return diagonal !== edits && reach(furthest, diagonal - 1) < reach(furthest, diagonal + 1);
}

function startOn(furthest: Furthest, diagonal: number, edits: number): number {
  return isAdded(furthest, diagonal, edits) ? reach(furthest, diagonal + 1) : reach(furthest, diagonal - 1) + 1;
}

function wayBack(a: readonly string[], b: readonly string[], trail: readonly Furthest[]): readonly DiffPart[] {
  const parts: DiffPart[] = [];
  let [x, y] = [a.length, b.length];
  for (const [edits, furthest] of [...trail.entries()].reverse()) {
    const added = isAdded(furthest, x - y, edits);
    const startX = startOn(furthest, x - y, edits);
    for (const stop = edits === 0 ? 0 : startX; x > stop; y -= 1) parts.push({ kind: 'same', text: a[(x -= 1)] ?? '' });
    if (edits === 0) break;
    if (added) parts.push({ kind: 'added', text: b[(y -= 1)] ?? '' });
    else parts.push({ kind: 'removed', text: a[(x -= 1)] ?? '' });
  }
  return parts.reverse();
}

function joined(parts: readonly DiffPart[]): readonly DiffPart[] {
  const result: { kind: DiffPart['kind']; text: string }[] = [];
  for (const { kind, text } of parts) {
    const last = result.at(-1);
    if (last?.kind === kind) last.text += text;
    else result.push({ kind, text });
  }
  return result;
}
