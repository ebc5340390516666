import { type Database, queryOnce } from './driver.ts';
import { SCHEMA_2 } from './schema-2.ts';
import { SCHEMA_3 } from './schema-3.ts';
import { SCHEMA_4 } from './schema-4.ts';
import { SCHEMA_1 } from './schema.ts';
import { inTransaction } from './transaction.ts';
import type { Patience } from './wait-for-lock.ts';

/** Marks a file as ours in SQLite's header: "SpWr". */
export const APPLICATION_ID = 0x53_70_57_72;

/** One step from a schema version to the next: SQL that also keeps the data. Never changed once released. */
export type Migration = string;

/** Step `i` leads from version `i` to version `i + 1`. */
export const MIGRATIONS: readonly Migration[] = [SCHEMA_1, SCHEMA_2, SCHEMA_3, SCHEMA_4];

/** Brings a database of ours, or an empty one, to the newest version: each step wholly or not at all. */
export function migrate(db: Database, patience: Patience, migrations: readonly Migration[] = MIGRATIONS): void {
  while (schemaVersion(db) < migrations.length) {
    inTransaction(db, patience, () => takeStep(db, migrations));
  }
}

/** 0 for an empty database. */
export function schemaVersion(db: Database): number {
  return Number(queryOnce(db, 'PRAGMA user_version')[0]?.['user_version']);
}

function takeStep(db: Database, migrations: readonly Migration[]): void {
  // Read again under the lock: another process may have taken the step meanwhile.
  const version = schemaVersion(db);
  const step = migrations[version];
  if (step === undefined) return;
  db.exec(step);
  db.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${version + 1}`);
}
