import type { Connection } from './connection.ts';

// 4 MB: less is not worth the waiting for the disk.
const MIN_PAGES = 1000;

// SQLite before 3.51 does not know NOOP: it puts all of it into the database.
const LOOK = 'PRAGMA wal_checkpoint(NOOP)';
const EMPTY = 'PRAGMA wal_checkpoint(PASSIVE)';

/**
 * Puts the write-ahead log into the database, if it is long, as far as no reader needs it: while nobody waits, so that the
 * commits of the next burst need not.
 */
export function emptyLog(connection: Connection): void {
  const { log, checkpointed } = connection.statement(LOOK).get() ?? {};
  if (Number(log) - Number(checkpointed) >= MIN_PAGES) connection.statement(EMPTY).get();
}
