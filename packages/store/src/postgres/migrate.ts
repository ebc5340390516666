import { TracingError } from '@spanwright/core/model';
import { MIGRATIONS } from './schema.ts';
import type { Queries } from './queries.ts';

// Any number of ours: PostgreSQL's advisory locks have no names.
const LOCK = 0x53_70_57_72;

/** Makes the schema, or brings it to the newest version, within a transaction. */
export async function migrate(db: Queries, schema: string): Promise<void> {
  await db.rows('SELECT pg_advisory_xact_lock($1)', [LOCK]);
  await db.rows(`CREATE SCHEMA IF NOT EXISTS ${schema}`);
  await db.rows(`CREATE TABLE IF NOT EXISTS ${schema}.settings(key text PRIMARY KEY, value text NOT NULL)`);
  const version = Number((await db.rows("SELECT value FROM settings WHERE key = 'version'"))[0]?.['value'] ?? 0);
  if (version > MIGRATIONS.length) throw tooNew(schema, version);
  if (version === MIGRATIONS.length) return;
  for (const step of MIGRATIONS.slice(version)) await db.rows(step);
  await db.rows(
    "INSERT INTO settings(key, value) VALUES ('version', $1) ON CONFLICT(key) DO UPDATE SET value = excluded.value",
    [String(MIGRATIONS.length)],
  );
}

function tooNew(schema: string, version: number): TracingError {
  const message = `The schema ${schema} has version ${version}, this program knows ${MIGRATIONS.length}. Update it.`;
  return new TracingError('STORE_NEWER_SCHEMA', message);
}
