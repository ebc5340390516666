/** One row, by column name. 64-bit integers are texts, as `pg` gives them. */
export interface PgRow {
  readonly [column: string]: unknown;
}

/** The part of `pg`'s client that the store uses. */
export interface PgClient {
  query(sql: string, values?: unknown[]): Promise<{ readonly rows: readonly PgRow[] }>;
  /** `true` closes the connection instead of giving it back. */
  release(destroy?: boolean): void;
}

/** The part of `pg`'s pool that the store uses. */
export interface PgPool {
  connect(): Promise<PgClient>;
  end(): Promise<void>;
  on(event: 'error', listener: (error: Error) => void): unknown;
}
