import { TracingError } from '@spanwright/core/model';
import { closeSync, openSync, readSync, statSync, type Stats } from 'node:fs';

const MAGIC = 'SQLite format 3\0';
// Requests and responses are nobody else's business. SQLite gives its -wal and -shm files the same mode.
const PRIVATE_MODE = 0o600;

const REASONS: { readonly [code: string]: string } = {
  EACCES: 'permission is denied; check the permissions of the folder, or choose another path',
  EPERM: 'permission is denied; check the permissions of the folder, or choose another path',
  EROFS: 'the file system is read-only; choose another path',
  ENOTDIR: 'a part of the path is a file, not a folder; choose another path',
  ENOENT: 'the folder does not exist; create it, or choose another path',
  ENOSPC: 'the disk is full; free some space',
};

/** Creates the database file, readable by its owner alone, if there is none. */
export function ensureDatabaseFile(path: string): 'created' | 'existed' {
  if (examine(path)) return 'existed';
  try {
    closeSync(openSync(path, 'wx', PRIVATE_MODE));
    return 'created';
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return 'existed';
    throw notWritable(path, error);
  }
}

/** Makes sure that there is a database to read. */
export function requireDatabaseFile(path: string): void {
  const stats = examine(path);
  if (!stats) throw nothingToRead(path, 'there is no such file');
  if (stats.size === 0) throw nothingToRead(path, 'the file is empty');
}

/** The error of reading where nothing has been written. */
export function nothingToRead(path: string, reason: string): TracingError {
  return new TracingError(
    'RESOURCE_DOES_NOT_EXIST',
    `There are no traces in ${path}: ${reason}. Run a traced program first, or give the path of its database.`,
  );
}

/** What tells this file from another one that takes its path later; undefined when there is none. */
export function fileIdentity(path: string): string | undefined {
  try {
    const stats = statSync(path, { bigint: true, throwIfNoEntry: false });
    return stats && `${stats.dev}:${stats.ino}`;
  } catch {
    // Out of reach: opening it will tell why.
    return undefined;
  }
}

// SQLite would say "unable to open database file" to all of these.
function examine(path: string): Stats | undefined {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats?.isDirectory()) throw notAFile(path, 'a folder');
    if (stats && !stats.isFile()) throw notAFile(path, 'not a regular file');
    if (stats && stats.size > 0 && !isSqlite(path)) throw notSqlite(path);
    return stats;
  } catch (error) {
    throw error instanceof TracingError ? error : notWritable(path, error);
  }
}

function isSqlite(path: string): boolean {
  const start = Buffer.alloc(MAGIC.length);
  const file = openSync(path, 'r');
  try {
    readSync(file, start, 0, start.length, 0);
  } finally {
    closeSync(file);
  }
  return start.toString('latin1') === MAGIC;
}

function notWritable(path: string, error: unknown): TracingError {
  const reason = REASONS[errorCode(error)] ?? (error instanceof Error ? error.message : String(error));
  return new TracingError('STORE_NOT_WRITABLE', `Cannot keep traces in ${path}: ${reason}.`, { cause: error });
}

function notAFile(path: string, what: string): TracingError {
  return new TracingError(
    'STORE_NOT_WRITABLE',
    `Cannot keep traces in ${path}: it is ${what}. Give the path of a file.`,
  );
}

function notSqlite(path: string): TracingError {
  return new TracingError(
    'STORE_CORRUPT',
    `${path} is not a SQLite database; it is left as it is. Move it away, or choose another path.`,
  );
}

function errorCode(error: unknown): string {
  return String((error as { readonly code?: unknown } | undefined)?.code);
}
