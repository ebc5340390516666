import type { SqlRow, SqlValue } from '../../src/sqlite/driver.ts';
import { loadDriver } from '../../src/sqlite/load-driver.ts';

/** Runs statements on a database file, as another program would. */
export function execSql(path: string, sql: string): void {
  const db = loadDriver(() => {}).open(path);
  db.exec(sql);
  db.close();
}

/** Runs one query on a database file, as another program would. */
export function querySql(path: string, sql: string, ...values: readonly SqlValue[]): readonly SqlRow[] {
  const db = loadDriver(() => {}).open(path);
  const rows = db.prepare(sql).all(...values);
  db.close();
  return rows;
}
