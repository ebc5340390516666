import { TracingError } from '@spanwright/core/model';
import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { Connection } from './connection.ts';
import { ensureDatabaseFile, nothingToRead, requireDatabaseFile } from './database-file.ts';
import { checkOwner } from './database-owner.ts';
import { type Database, type Driver, queryOnce } from './driver.ts';
import { migrate } from './migrations.ts';
import { isNetworkFileSystem } from './network-file-system.ts';
import { type Patience, waitForLock } from './wait-for-lock.ts';

/** Which database, and for what. */
export interface DatabaseSettings {
  /** Absolute. */
  readonly path: string;
  /** `read` never creates a file nor adds to one. */
  readonly mode: 'read' | 'write';
}

/** An open database, and whether its file was made for it. */
export interface OpenDatabase {
  readonly connection: Connection;
  readonly created: boolean;
}

// Fixed for good by the first table. A commit writes whole pages: of one trace it touches a dozen.
const PRAGMAS_OF_NEW_FILE = 'PRAGMA page_size = 4096; PRAGMA auto_vacuum = INCREMENTAL';

// No mmap_size: it amplifies damage by stray writes. synchronous = NORMAL survives the death of the process, not
// that of the machine: then the last commits may be missing, the database stays sound. A checkpoint, which comes when the
// log has some 60 MB at the latest, writes each changed page once, however many commits have changed it.
const PRAGMAS = `
  PRAGMA synchronous = NORMAL;
  PRAGMA cache_size = -16000;
  PRAGMA temp_store = MEMORY;
  PRAGMA wal_autocheckpoint = 15000;
  PRAGMA journal_size_limit = 67108864;
  PRAGMA trusted_schema = OFF`;

// SQLite's own waiting; after it, `waitForLock` decides whether to go on.
const BUSY_TIMEOUT_MS = 100;

/** Opens the database, creating and migrating it where the mode allows. The caller maps errors of SQLite. */
export function openDatabase(driver: Driver, { path, mode }: DatabaseSettings, patience: Patience): OpenDatabase {
  if (isOnNetwork(path)) throw withoutWal(path);
  if (mode === 'read') requireDatabaseFile(path);
  const created = mode === 'write' && ensureDatabaseFile(path) === 'created';
  const db = driver.open(path);
  try {
    db.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`);
    waitForLock(patience, () => prepare(db, { path, mode }, patience));
    if (mode === 'read') db.exec('PRAGMA query_only = ON');
    return { connection: new Connection(db, patience), created };
  } catch (error) {
    db.close();
    throw error;
  }
}

function prepare(db: Database, { path, mode }: DatabaseSettings, patience: Patience): void {
  const empty = checkOwner(db, path) === 'empty';
  if (empty && mode === 'read') throw nothingToRead(path, 'the database is empty');
  if (empty) db.exec(PRAGMAS_OF_NEW_FILE);
  const journal = queryOnce(db, 'PRAGMA journal_mode = WAL')[0]?.['journal_mode'];
  if (journal !== 'wal') throw withoutWal(path);
  db.exec(PRAGMAS);
  migrate(db, patience);
}

function isOnNetwork(path: string): boolean {
  try {
    return isNetworkFileSystem(statfsSync(dirname(path)).type);
  } catch {
    // What is wrong with the folder is told by using it.
    return false;
  }
}

function withoutWal(path: string): TracingError {
  return new TracingError(
    'STORE_NOT_WRITABLE',
    `Cannot keep traces in ${path}: its file system lacks the shared memory that SQLite's write-ahead log needs, as ` +
      'network file systems do. Choose a path on a local disk; for several machines, run a server and set the tracking ' +
      'URI to it.',
  );
}
