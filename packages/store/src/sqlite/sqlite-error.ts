import { TracingError, type TracingErrorCode } from '@spanwright/core/model';

/** A failure that concerns the whole database, not the one statement that met it. */
interface Failure {
  /** Primary result code: https://sqlite.org/rescode.html */
  readonly result: number;
  /** SQLite's text for it: all that `@photostructure/sqlite` tells of failures of `Statement.all`. */
  readonly said: string;
  readonly code: TracingErrorCode;
  /** What the user can do. */
  readonly advice: string;
}

const BUSY = 5;
const LOCKED = 6;

const PERMISSIONS = 'check the permissions of the file and of its folder, or choose another path';
const DAMAGED =
  'the file is left as it is. "spanwright db export" saves what can be read of it, "spanwright db import" brings that ' +
  'into a new one; move it away, or choose another path';
const WAIT = 'another process keeps it locked; end that process, or try again';

// What every database of ours has, or none; SQLite's result for it is that of all other errors in a statement.
const WRONG_CONTENT = /no such (table|column)|has no column named|JSON cannot hold BLOB values/;
const CONTENT_DAMAGED: Failure = { result: 1, said: '', code: 'STORE_CORRUPT', advice: DAMAGED };

const FAILURES: readonly Failure[] = [
  { result: 3, said: 'access permission denied', code: 'STORE_NOT_WRITABLE', advice: PERMISSIONS },
  { result: BUSY, said: 'database is locked', code: 'STORE_NOT_WRITABLE', advice: WAIT },
  { result: LOCKED, said: 'database table is locked', code: 'STORE_NOT_WRITABLE', advice: WAIT },
  { result: 8, said: 'attempt to write a readonly database', code: 'STORE_NOT_WRITABLE', advice: PERMISSIONS },
  { result: 10, said: 'disk I/O error', code: 'STORE_NOT_WRITABLE', advice: 'check the disk, or choose another path' },
  { result: 11, said: 'database disk image is malformed', code: 'STORE_CORRUPT', advice: DAMAGED },
  { result: 13, said: 'database or disk is full', code: 'STORE_NOT_WRITABLE', advice: 'free some space' },
  { result: 14, said: 'unable to open database file', code: 'STORE_NOT_WRITABLE', advice: PERMISSIONS },
  { result: 26, said: 'file is not a database', code: 'STORE_CORRUPT', advice: DAMAGED },
];

/** Whether another connection holds the lock that was wanted. */
export function isBusy(error: unknown): boolean {
  const result = failureOf(error)?.result;
  return result === BUSY || result === LOCKED;
}

/** Whether every statement would meet this failure. */
export function concernsDatabase(error: unknown): boolean {
  return failureOf(error) !== undefined;
}

/** What is told about a failure of SQLite or of ours while `path` was used. A `TracingError` stays itself. */
export function toTracingError(error: unknown, path: string): TracingError {
  if (error instanceof TracingError) return error;
  const failure = failureOf(error);
  const message = String(propertiesOf(error).message);
  if (!failure) return new TracingError('INTERNAL_ERROR', `${path}: ${message}`, { cause: error });
  return new TracingError(failure.code, `Cannot use the database ${path} (${message}): ${failure.advice}.`, {
    cause: error,
  });
}

function failureOf(error: unknown): Failure | undefined {
  const { code, errcode, message } = propertiesOf(error);
  if (code !== 'ERR_SQLITE_ERROR') return undefined;
  if (WRONG_CONTENT.test(String(message))) return CONTENT_DAMAGED;
  return FAILURES.find(({ result, said }) =>
    typeof errcode === 'number' ? (errcode & 0xff) === result : String(message).includes(said),
  );
}

// Not `instanceof Error`: native code may make errors of another realm, as in a test runner's sandbox.
function propertiesOf(error: unknown): {
  readonly code?: unknown;
  readonly errcode?: unknown;
  readonly message?: unknown;
} {
  return typeof error === 'object' && error !== null ? error : { message: error };
}
