import type { Connection } from '../connection.ts';
import { type TextBlock, blockOf, deleteBlock, tracesIn } from './text-block.ts';
import { forgetText } from './text-todo.ts';

/** A block of fewer traces is small: it is joined with others when there are enough of them. */
export const FULL_BLOCK = 1024;
const MANY_SMALL = 16;

/** The statement that finds small blocks. */
export const SMALL_BLOCKS: string = `SELECT id, max_ts, size FROM text_blocks WHERE size < ${FULL_BLOCK} LIMIT ?`;
/** The statement that finds the block with the oldest traces. */
export const OLDEST_BLOCK = 'SELECT id, max_ts, size FROM text_blocks ORDER BY max_ts LIMIT 1';
const EXISTS = 'SELECT 1 FROM traces WHERE id = ?';

/**
 * Has small blocks joined, and drops those whose traces are mostly gone; what they have of others is indexed anew.
 * Must run in a write transaction. Returns whether there was something to do.
 */
export function tidyBlocks(connection: Connection): boolean {
  const small = connection.statement(SMALL_BLOCKS).all(MANY_SMALL);
  if (small.length === MANY_SMALL) return dissolve(connection, small.map(blockOf));
  const oldest = connection.statement(OLDEST_BLOCK).all().map(blockOf);
  return dissolve(
    connection,
    oldest.filter((block) => livingTraces(connection, block).length * 2 < block.size),
  );
}

function dissolve(connection: Connection, blocks: readonly TextBlock[]): boolean {
  for (const block of blocks) {
    for (const trace of livingTraces(connection, block)) forgetText(connection, trace);
    deleteBlock(connection, block.id);
  }
  return blocks.length > 0;
}

function livingTraces(connection: Connection, block: TextBlock): readonly number[] {
  const exists = connection.statement(EXISTS);
  return tracesIn(connection, block).filter((trace) => exists.get(trace) !== undefined);
}
