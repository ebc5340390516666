import { TracingError } from '@spanwright/core/model';
import { requirePackage } from '../package-location.ts';
import { PostgresDatabase } from './database.ts';
import type { PgPool } from './pool.ts';
import { PostgresTraceStore } from './postgres-trace-store.ts';

/** How a store in PostgreSQL is opened. */
export interface OpenPostgresStoreOptions {
  /** `postgresql://USER:PASSWORD@HOST:PORT/DATABASE`, as `pg` takes it. */
  readonly connectionString?: string;
  /** A `Pool` of `pg` instead, with settings of its own; it is closed together with the store. */
  readonly pool?: PgPool;
  /** Where the tables are, created at the first call; default `spanwright`. */
  readonly schema?: string;
  /** At most so many connections; default 10. */
  readonly maxConnections?: number;
}

const SCHEMA = /^[a-z_][a-z0-9_]{0,62}$/;

/**
 * Opens a store in a PostgreSQL database (14 or later) through the package `pg`, which must be installed. Returns at
 * once and does nothing yet: what is wrong with the server is told by every call, as the rejection of its promise.
 */
export function openPostgresStore(options: OpenPostgresStoreOptions): PostgresTraceStore {
  const { connectionString, pool, schema = 'spanwright', maxConnections = 10 } = options;
  if (!SCHEMA.test(schema))
    throw invalid(`Not the name of a schema: ${schema}. Small letters, digits and _ are expected.`);
  if (pool === undefined && connectionString === undefined)
    throw invalid('openPostgresStore needs a connectionString or a pool.');
  const openPool = (): PgPool => quiet(pool ?? newPool({ connectionString, max: maxConnections }));
  return new PostgresTraceStore(new PostgresDatabase(openPool, schema));
}

// An idle connection that breaks is replaced by the next call: without a listener it would end the program.
function quiet(pool: PgPool): PgPool {
  pool.on('error', () => {});
  return pool;
}

interface PgModule {
  readonly Pool: new (options: object) => PgPool;
}

function newPool(options: object): PgPool {
  try {
    const { Pool } = requirePackage('pg') as PgModule;
    // Nobody is kept from ending by a connection that waits for work.
    return new Pool({ ...options, allowExitOnIdle: true });
  } catch (cause) {
    const message = 'A store in PostgreSQL needs the package pg: npm install pg.';
    throw new TracingError('STORE_UNAVAILABLE', message, { cause });
  }
}

function invalid(message: string): TracingError {
  return new TracingError('INVALID_PARAMETER_VALUE', message);
}
