import type { Database } from './driver.ts';
import { type Patience, waitForLock } from './wait-for-lock.ts';

/** Runs `work` in one transaction that no other writer shares: all of it is committed, or nothing. */
export function inTransaction<T>(db: Database, patience: Patience, work: () => T): T {
  waitForLock(patience, () => db.exec('BEGIN IMMEDIATE'));
  return finish(db, work);
}

/** Runs `work`, which only reads, on one state of the database. */
export function inSnapshot<T>(db: Database, patience: Patience, work: () => T): T {
  return waitForLock(patience, () => {
    db.exec('BEGIN');
    return finish(db, work);
  });
}

function finish<T>(db: Database, work: () => T): T {
  try {
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    rollback(db);
    throw error;
  }
}

function rollback(db: Database): void {
  try {
    db.exec('ROLLBACK');
  } catch {
    // SQLite has rolled back by itself, as it does on a full disk.
  }
}
