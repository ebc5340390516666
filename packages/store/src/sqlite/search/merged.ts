import type { SqlRow } from '../driver.ts';
import type { PageKey } from '../page-token.ts';
import type { Source } from './sources.ts';

/** Rows of several sources in one order, newest first, none twice. Reads ahead in batches that grow. */
export function* merged(sources: readonly Source[], after: PageKey, firstBatch: number): Generator<SqlRow> {
  const queues = sources.map((source) => batches(source, after, firstBatch));
  const heads = queues.map((queue) => queue.next().value ?? undefined);
  let last: PageKey | undefined;
  for (;;) {
    const newest = newestOf(heads);
    const row = heads[newest];
    if (!row) return;
    heads[newest] = queues[newest]?.next().value ?? undefined;
    const key = keyOf(row);
    if (last?.id !== key.id) yield row;
    last = key;
  }
}

/** Where a row stands, newest first. */
export function keyOf(row: SqlRow): PageKey {
  return { ts: Number(row['ts']), id: Number(row['id']) };
}

const MAX_BATCH = 500;

function* batches(source: Source, after: PageKey, firstBatch: number): Generator<SqlRow, undefined> {
  let count = firstBatch;
  for (let from = after; ;) {
    const rows = source(from, count);
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < count) return undefined;
    from = keyOf(last);
    count = Math.min(count * 2, MAX_BATCH);
  }
}

function newestOf(heads: readonly (SqlRow | undefined)[]): number {
  let best = -1;
  heads.forEach((row, i) => {
    const leader = heads[best];
    if (row && (!leader || isNewer(keyOf(row), keyOf(leader)))) best = i;
  });
  return best;
}

function isNewer(a: PageKey, b: PageKey): boolean {
  return a.ts > b.ts || (a.ts === b.ts && a.id > b.id);
}
