import { TracingError, type TracingErrorCode } from '@spanwright/core/model';

// Primary result codes: https://sqlite.org/rescode.html
const BUSY = 5;
const LOCKED = 6;

interface Explanation {
  readonly code: TracingErrorCode;
  readonly text: string;
}

const NOT_WRITABLE = 'check the permissions of the file and of its folder, or choose another path';
const DAMAGED = 'move it away, or choose another path; the file is left as it is';

const EXPLANATIONS: { readonly [resultCode: number]: Explanation } = {
  3: { code: 'STORE_NOT_WRITABLE', text: NOT_WRITABLE },
  [BUSY]: { code: 'STORE_NOT_WRITABLE', text: 'another process keeps it locked; end that process or try again' },
  [LOCKED]: { code: 'STORE_NOT_WRITABLE', text: 'another connection keeps it locked; try again' },
  8: { code: 'STORE_NOT_WRITABLE', text: NOT_WRITABLE },
  10: { code: 'STORE_NOT_WRITABLE', text: 'the disk reports an error' },
  11: { code: 'STORE_CORRUPT', text: DAMAGED },
  13: { code: 'STORE_NOT_WRITABLE', text: 'the disk is full; free some space' },
  14: { code: 'STORE_NOT_WRITABLE', text: NOT_WRITABLE },
  26: { code: 'STORE_CORRUPT', text: DAMAGED },
};

/** Whether another connection holds the lock that was wanted. */
export function isBusy(error: unknown): boolean {
  const code = resultCode(error);
  return code === BUSY || code === LOCKED;
}

/** Whether the failure concerns the whole database, not the one statement that met it. */
export function concernsDatabase(error: unknown): boolean {
  const code = resultCode(error);
  return code !== undefined && code in EXPLANATIONS;
}

/** What is told about a failure of SQLite or of ours while `path` was used. A `TracingError` stays itself. */
export function toTracingError(error: unknown, path: string): TracingError {
  if (error instanceof TracingError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const known = EXPLANATIONS[resultCode(error) ?? -1];
  if (!known) return new TracingError('INTERNAL_ERROR', `${path}: ${message}`, { cause: error });
  return new TracingError(known.code, `Cannot use the database ${path} (${message}): ${known.text}.`, { cause: error });
}

function resultCode(error: unknown): number | undefined {
  const code = (error as { readonly errcode?: unknown } | undefined)?.errcode;
  return typeof code === 'number' ? code & 0xff : undefined;
}
