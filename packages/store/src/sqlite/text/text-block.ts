import type { Connection } from '../connection.ts';
import type { SqlRow } from '../driver.ts';
import { type GramGroup, readList } from './gram-block.ts';
import { GRAMS, GRAMS_PER_GROUP } from './grams.ts';

// Rows of a block in `text_grams` lie together: id = block * groups + group.
const GROUPS = GRAMS / GRAMS_PER_GROUP;
const BYTES_PER_TRACE = 8;

const INSERT_BLOCK = 'INSERT INTO text_blocks(min_ts, max_ts, size, traces) VALUES (?, ?, ?, ?)';
const INSERT_GROUP = 'INSERT INTO text_grams(id, lists) VALUES (?, ?)';
/** The statement that finds the blocks that a search may look at, newest first. */
export const LIST_BLOCKS = 'SELECT id, min_ts, max_ts, size FROM text_blocks WHERE min_ts <= ? ORDER BY max_ts DESC';
/** The statement that reads a piece of a block. */
export const READ_GROUP = 'SELECT lists FROM text_grams WHERE id = ?';
const READ_TRACES = 'SELECT traces FROM text_blocks WHERE id = ?';
const DELETE_BLOCK = 'DELETE FROM text_blocks WHERE id = ?';
const DELETE_GROUPS = 'DELETE FROM text_grams WHERE id >= ? AND id < ?';

/** Some traces whose texts are indexed together. It never changes. */
export interface TextBlock {
  readonly id: number;
  /** The start of its newest trace, when it was written: milliseconds. */
  readonly maxTs: number;
  /** How many traces it has, deleted ones included. */
  readonly size: number;
}

/** What a block is made of. */
export interface NewBlock {
  /** `traces.id`, in the order of their numbers in the lists. */
  readonly traces: readonly number[];
  readonly groups: readonly GramGroup[];
  readonly minTs: number;
  readonly maxTs: number;
}

/** Adds a block. */
export function writeBlock(connection: Connection, { traces, groups, minTs, maxTs }: NewBlock): void {
  const bytes = new Uint8Array(Float64Array.from(traces).buffer);
  const { lastInsertRowid } = connection.statement(INSERT_BLOCK).run(minTs, maxTs, traces.length, bytes);
  const insert = connection.statement(INSERT_GROUP);
  for (const { group, lists } of groups) insert.run(Number(lastInsertRowid) * GROUPS + group, lists);
}

/** The blocks that may have traces that have started until `ts`, the newest first. */
export function listBlocks(connection: Connection, ts: number): readonly TextBlock[] {
  return connection.statement(LIST_BLOCKS).all(ts).map(blockOf);
}

/** The traces of a block, `traces.id`: those that have all of the grams, or all of them. */
export function tracesIn(connection: Connection, block: TextBlock, grams: readonly number[] = []): readonly number[] {
  const numbers = numbersIn(connection, block, grams);
  if (numbers.length === 0) return [];
  const bytes = connection.statement(READ_TRACES).get(block.id)?.['traces'];
  if (!(bytes instanceof Uint8Array)) return [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return numbers.map((n) => view.getFloat64(n * BYTES_PER_TRACE, true));
}

/** Deletes a block. */
export function deleteBlock(connection: Connection, id: number): void {
  connection.statement(DELETE_BLOCK).run(id);
  connection.statement(DELETE_GROUPS).run(id * GROUPS, (id + 1) * GROUPS);
}

/** Reads a row of `text_blocks`. */
export function blockOf(row: SqlRow): TextBlock {
  return { id: Number(row['id']), maxTs: Number(row['max_ts']), size: Number(row['size']) };
}

// One gram after the other, until no text is left that has all of them: most often the first few do.
function numbersIn(connection: Connection, { id, size }: TextBlock, grams: readonly number[]): readonly number[] {
  const read = connection.statement(READ_GROUP);
  let common: Uint8Array | undefined;
  for (const gram of grams) {
    const bytes = read.get(id * GROUPS + Math.floor(gram / GRAMS_PER_GROUP))?.['lists'];
    const list = bytes instanceof Uint8Array ? readList(bytes, gram, size) : undefined;
    if (!list || (common && !keepCommon(list, common))) return [];
    common = list;
  }
  return numbersOf(common ?? new Uint8Array(size).fill(1));
}

/** Takes out of a list what is not in another; returns whether anything is left. */
function keepCommon(list: Uint8Array, other: Uint8Array): boolean {
  let any = 0;
  for (let n = 0; n < list.length; n += 1) any |= list[n] = (list[n] ?? 0) & (other[n] ?? 0);
  return any === 1;
}

function numbersOf(list: Uint8Array): readonly number[] {
  const numbers: number[] = [];
  for (let n = list.indexOf(1); n >= 0; n = list.indexOf(1, n + 1)) numbers.push(n);
  return numbers;
}
