import type { Database, SqlRow, SqlValue } from '../../src/sqlite/driver.ts';
import { loadDriver } from '../../src/sqlite/load-driver.ts';

function open(path: string): Database {
  const db = loadDriver(() => {}).open(path);
  // A store that has just been told to close may still have the file to itself.
  db.exec('PRAGMA busy_timeout = 20000');
  return db;
}

/** Runs statements on a database file, as another program would. */
export function execSql(path: string, sql: string): void {
  const db = open(path);
  db.exec(sql);
  db.close();
}

/** Runs one query on a database file, as another program would. */
export function querySql(path: string, sql: string, ...values: readonly SqlValue[]): readonly SqlRow[] {
  const db = open(path);
  const rows = db.prepare(sql).all(...values);
  db.close();
  return rows;
}
