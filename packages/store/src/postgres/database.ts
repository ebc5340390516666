import { TracingError } from '@spanwright/core/model';
import { migrate } from './migrate.ts';
import type { PgClient, PgPool } from './pool.ts';
import { isContention, toTracingError } from './postgres-error.ts';
import { Queries } from './queries.ts';

const ATTEMPTS = 5;

/** Transactions on a schema of a PostgreSQL database, which is made at the first of them. */
export class PostgresDatabase {
  readonly #openPool: () => PgPool;
  readonly #schema: string;
  #pool: PgPool | undefined;
  #ready: Promise<void> | undefined;
  #closed = false;

  constructor(openPool: () => PgPool, schema: string) {
    this.#openPool = openPool;
    this.#schema = schema;
  }

  /** Runs `work` in a transaction: all of it is committed, or nothing. Tried again when others were in its way. */
  async write<T>(work: (db: Queries) => Promise<T>): Promise<T> {
    await this.#prepare();
    return this.#attempt('READ COMMITTED', work);
  }

  /** Runs `work`, which only reads, on one state of the database. */
  async read<T>(work: (db: Queries) => Promise<T>): Promise<T> {
    await this.#prepare();
    return this.#attempt('REPEATABLE READ READ ONLY', work);
  }

  /** Vacuums a table, which cannot be part of a transaction. */
  async vacuum(table: string): Promise<void> {
    await this.#prepare();
    const client = await this.#connect();
    try {
      await client.query(`VACUUM (FULL, ANALYZE) ${this.#schema}.${table}`);
      client.release();
    } catch (error) {
      client.release(true);
      throw toTracingError(error);
    }
  }

  /** Closes the connections. Further calls reject. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#ready?.catch(() => {});
    await this.#pool?.end();
  }

  async #prepare(): Promise<void> {
    if (this.#closed) throw new TracingError('STORE_UNAVAILABLE', 'The store was closed.');
    this.#ready ??= this.#attempt('READ COMMITTED', (db) => migrate(db, this.#schema));
    try {
      await this.#ready;
    } catch (error) {
      // The server may be there next time.
      this.#ready = undefined;
      throw error;
    }
  }

  async #attempt<T>(mode: string, work: (db: Queries) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#transaction(mode, work);
      } catch (error) {
        if (attempt >= ATTEMPTS || !isContention(error)) throw toTracingError(error);
      }
    }
  }

  #connect(): Promise<PgClient> {
    this.#pool ??= this.#openPool();
    return this.#pool.connect();
  }

  async #transaction<T>(mode: string, work: (db: Queries) => Promise<T>): Promise<T> {
    const client = await this.#connect();
    try {
      await client.query(`BEGIN ISOLATION LEVEL ${mode}; SET LOCAL search_path TO ${this.#schema}`);
      const result = await work(new Queries(client));
      await client.query('COMMIT');
      client.release();
      return result;
    } catch (error) {
      await rollBack(client);
      throw error;
    }
  }
}

// A connection that cannot even roll back is lost.
async function rollBack(client: PgClient): Promise<void> {
  try {
    await client.query('ROLLBACK');
    client.release();
  } catch {
    client.release(true);
  }
}
