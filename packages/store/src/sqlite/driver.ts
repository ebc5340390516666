/** A value as SQLite stores it. `null` stands for a missing one. */
export type SqlValue = string | number | bigint | Uint8Array | null;

/** One row, by column name. */
export interface SqlRow {
  readonly [column: string]: SqlValue;
}

/** The part of `node:sqlite`'s `StatementSync` that the store uses. */
export interface Statement {
  run(...values: readonly SqlValue[]): { readonly lastInsertRowid: number | bigint };
  get(...values: readonly SqlValue[]): SqlRow | undefined;
  all(...values: readonly SqlValue[]): readonly SqlRow[];
}

/** The part of `node:sqlite`'s `DatabaseSync` that the store uses. */
export interface Database {
  exec(sql: string): void;
  prepare(sql: string): Statement;
  close(): void;
}

/** An SQLite library. Built in or from npm, it has the interface of `node:sqlite`. */
export interface Driver {
  /** `node:sqlite`, or the name of the package. */
  readonly name: string;
  /** SQLite's version, such as `3.53.0`. */
  readonly version: string;
  open(path: string): Database;
}

/** Runs a query that is not worth keeping. */
export function queryOnce(db: Database, sql: string): readonly SqlRow[] {
  return db.prepare(sql).all();
}
