import { TracingError } from '@spanwright/core/model';
import { chmodSync, existsSync } from 'node:fs';
import type { Connection } from './connection.ts';

const PRIVATE_MODE = 0o600;

const INTEGRITY = 'PRAGMA integrity_check';
const WITHOUT_PAYLOAD = `
  SELECT count(*) AS n FROM traces AS t
  WHERE spans > 0 AND NOT EXISTS (SELECT 1 FROM payload WHERE id >= t.id * 1048576 AND id < (t.id + 1) * 1048576)`;
const WITHOUT_TRACE = `
  SELECT count(*) AS n FROM payload WHERE NOT EXISTS (SELECT 1 FROM traces WHERE traces.id = payload.id / 1048576)`;

/** Copies the database, as it is at one moment, to a file that is not there yet. */
export function backup(connection: Connection, path: string): void {
  if (existsSync(path)) {
    throw new TracingError('INVALID_PARAMETER_VALUE', `${path} is there already: a backup never overwrites a file.`);
  }
  copyInto(connection, path);
  chmodSync(path, PRIVATE_MODE);
}

// To SQLite the copy is a write, which a database that was opened for reading refuses.
function copyInto(connection: Connection, path: string): void {
  const readOnly = Number(connection.statement('PRAGMA query_only').get()?.['query_only']);
  connection.statement('PRAGMA query_only = 0').all();
  try {
    connection.statement('VACUUM INTO ?').run(path);
  } finally {
    connection.statement(`PRAGMA query_only = ${readOnly}`).all();
  }
}

/** Looks for damage of the file, and for rows that belong to nothing; returns what was found. */
export function check(connection: Connection): readonly string[] {
  const damage = connection.statement(INTEGRITY).all();
  const texts = damage.map((row) => String(row['integrity_check'])).filter((text) => text !== 'ok');
  const empty = Number(connection.statement(WITHOUT_PAYLOAD).get()?.['n']);
  const lost = Number(connection.statement(WITHOUT_TRACE).get()?.['n']);
  return [
    ...texts,
    ...(empty > 0 ? [`${empty} traces without their spans`] : []),
    ...(lost > 0 ? [`${lost} pieces of spans without their trace`] : []),
  ];
}
