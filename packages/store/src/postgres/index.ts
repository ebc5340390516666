export { type OpenPostgresStoreOptions, openPostgresStore } from './open-postgres-store.ts';
export type { PgClient, PgPool, PgRow } from './pool.ts';
export type { PostgresTraceStore } from './postgres-trace-store.ts';
