import type { Connection } from './connection.ts';
import type { SqlValue } from './driver.ts';

/** Statements that write 16, 8, 4, 2 rows and one. */
export interface RowStatements {
  /** How many values a row has. */
  readonly columns: number;
  readonly bySize: readonly { readonly rows: number; readonly sql: string }[];
}

const SIZES = [16, 8, 4, 2, 1];

/**
 * The statements of `insertRows`.
 * @param into such as `INSERT INTO spans`.
 */
export function rowStatements(into: string, columns: readonly string[]): RowStatements {
  const row = `(${columns.map(() => '?').join(', ')})`;
  const bySize = SIZES.map((rows) => {
    return { rows, sql: `${into}(${columns.join(', ')}) VALUES ${Array.from({ length: rows }, () => row).join(', ')}` };
  });
  return { columns: columns.length, bySize };
}

/**
 * Writes rows, several with each statement: what a call into SQLite costs exceeds what a small row does.
 * @param values of all rows, one row after the other.
 */
export function insertRows(
  connection: Connection,
  { columns, bySize }: RowStatements,
  values: readonly SqlValue[],
): void {
  let done = 0;
  for (const { rows, sql } of bySize) {
    for (const size = rows * columns; values.length - done >= size; done += size) {
      connection.statement(sql).run(...values.slice(done, done + size));
    }
  }
}
