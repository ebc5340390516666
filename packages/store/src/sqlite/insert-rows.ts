import type { Connection } from './connection.ts';
import type { SqlValue } from './driver.ts';

/** Statements that write 16, 8, 4, 2 rows and one. */
export type RowStatements = readonly { readonly rows: number; readonly sql: string }[];

const SIZES = [16, 8, 4, 2, 1];

/**
 * The statements of `insertRows`.
 * @param into such as `INSERT INTO spans(id, name)`.
 * @param columns how many values a row has.
 */
export function rowStatements(into: string, columns: number): RowStatements {
  const row = `(${Array.from({ length: columns }, () => '?').join(', ')})`;
  return SIZES.map((rows) => ({ rows, sql: `${into} VALUES ${Array.from({ length: rows }, () => row).join(', ')}` }));
}

/** Writes rows, several with each statement: what a call into SQLite costs exceeds what a small row does. */
export function insertRows(
  connection: Connection,
  statements: RowStatements,
  rows: readonly (readonly SqlValue[])[],
): void {
  let done = 0;
  for (const { rows: count, sql } of statements) {
    for (; rows.length - done >= count; done += count) {
      connection.statement(sql).run(...rows.slice(done, done + count).flat());
    }
  }
}
