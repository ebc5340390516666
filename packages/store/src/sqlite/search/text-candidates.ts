import type { Connection } from '../connection.ts';
import type { PageKey } from '../page-token.ts';
import { listBlocks, tracesIn } from '../text/text-block.ts';

/** The statement that finds what is not indexed. */
export const NOT_INDEXED = 'SELECT trace FROM text_todo LIMIT ?';
const PLACE = 'SELECT id, ts, experiment FROM traces WHERE id = ?';

// While more are not indexed, the newest of them are found sooner by looking at the newest traces.
const MAX_TODO = 20_000;

/** Whether the text index can answer; not while it is far behind the writes. */
export function isIndexUsable(connection: Connection): boolean {
  return connection.statement(NOT_INDEXED).all(MAX_TODO + 1).length <= MAX_TODO;
}

/** What is asked of the text index. */
export interface TextQuestion {
  /** What the text of each trace must have. */
  readonly grams: readonly number[];
  /** `experiments.key` of those searched; undefined for all. */
  readonly experiments: readonly number[] | undefined;
  /** Only traces behind it, newest first. */
  readonly after: PageKey;
}

/** The traces whose text may have the grams, newest first, none twice. */
export function* textCandidates(connection: Connection, question: TextQuestion): Generator<PageKey, undefined> {
  const seen = new Set<number>();
  const place = (traces: readonly number[]): readonly PageKey[] => {
    const fresh = traces.filter((trace) => !seen.has(trace));
    for (const trace of fresh) seen.add(trace);
    return placesOf(connection, fresh, question.experiments).filter((key) => isBehind(key, question.after));
  };
  // Oldest first: the newest is taken from the end.
  let waiting = [...place(notIndexed(connection))].sort(oldestFirst);
  for (const block of listBlocks(connection, question.after.ts)) {
    yield* takeNewer(waiting, block.maxTs);
    const found = place(tracesIn(connection, block, question.grams));
    if (found.length > 0) waiting = [...waiting, ...found].sort(oldestFirst);
  }
  yield* takeNewer(waiting, -Infinity);
  return undefined;
}

/** Where traces stand, as far as they are there and in one of the experiments. */
export function placesOf(
  connection: Connection,
  traces: readonly number[],
  experiments: readonly number[] | undefined,
): readonly PageKey[] {
  const rows = traces.map((id) => connection.statement(PLACE).get(id)).filter((row) => row !== undefined);
  return rows
    .filter((row) => experiments?.includes(Number(row['experiment'])) ?? true)
    .map((row): PageKey => ({ ts: Number(row['ts']), id: Number(row['id']) }));
}

/** Whether a place is behind another, newest first. */
export function isBehind(key: PageKey, after: PageKey): boolean {
  return key.ts < after.ts || (key.ts === after.ts && key.id < after.id);
}

function notIndexed(connection: Connection): readonly number[] {
  const rows = connection.statement(NOT_INDEXED).all(MAX_TODO);
  return rows.map((row) => Number(row['trace']));
}

function oldestFirst(a: PageKey, b: PageKey): number {
  return a.ts - b.ts || a.id - b.id;
}

function* takeNewer(waiting: PageKey[], ts: number): Generator<PageKey, undefined> {
  for (let last = waiting.at(-1); last && last.ts > ts; last = waiting.at(-1)) {
    waiting.pop();
    yield last;
  }
  return undefined;
}
