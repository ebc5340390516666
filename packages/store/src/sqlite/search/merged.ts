import type { SqlRow } from '../driver.ts';
import type { PageKey } from '../page-token.ts';
import type { Source } from './sources.ts';

/** A row that a search finds, or without one the place up to which it has looked when its time was up. */
export interface Found {
  readonly key: PageKey;
  readonly row: SqlRow | undefined;
}

/** How rows are read. */
export interface MergeOptions {
  readonly after: PageKey;
  /** Rows are read ahead in batches that grow from this size. */
  readonly firstBatch: number;
  /** On the clock of `performance.now()`. */
  readonly deadlineMs: number;
}

/** Rows of several sources in one order, newest first, none twice. After the deadline it may end with a place. */
export function* merged(sources: readonly Source[], options: MergeOptions): Generator<Found> {
  const queues = sources.map((source) => batches(source, options));
  const heads = queues.map((queue) => queue.next().value ?? undefined);
  let last: PageKey | undefined;
  for (;;) {
    const newest = newestOf(heads);
    const found = heads[newest];
    if (!found) return;
    if (!found.row || last?.id !== found.key.id) yield found;
    if (!found.row) return;
    last = found.key;
    heads[newest] = queues[newest]?.next().value ?? undefined;
  }
}

const MAX_BATCH = 500;

function* batches(source: Source, { after, firstBatch, deadlineMs }: MergeOptions): Generator<Found, undefined> {
  let count = firstBatch;
  for (let from = after; ;) {
    const { rows, next } = source(from, count);
    for (const row of rows) yield { key: keyOf(row), row };
    if (!next) return undefined;
    if (performance.now() > deadlineMs) yield { key: next, row: undefined };
    from = next;
    count = Math.min(count * 2, MAX_BATCH);
  }
}

function keyOf(row: SqlRow): PageKey {
  return { ts: Number(row['ts']), id: Number(row['id']) };
}

function newestOf(heads: readonly (Found | undefined)[]): number {
  let best = -1;
  heads.forEach((found, i) => {
    const leader = heads[best];
    if (found && (!leader || isNewer(found.key, leader.key))) best = i;
  });
  return best;
}

function isNewer(a: PageKey, b: PageKey): boolean {
  return a.ts > b.ts || (a.ts === b.ts && a.id > b.id);
}
