import { TracingError, type TracingErrorCode } from '@spanwright/core/model';

/** By the beginning of an SQLSTATE, or by the code of a system error. https://www.postgresql.org/docs/current/errcodes-appendix.html */
const FAILURES: readonly (readonly [begin: string, code: TracingErrorCode, advice: string])[] = [
  ['08', 'STORE_UNAVAILABLE', 'check that the server runs'],
  ['ECONN', 'STORE_UNAVAILABLE', 'check the address, and that the server runs'],
  ['ENO', 'STORE_UNAVAILABLE', 'check the address, and that the server runs'],
  ['ETIMEDOUT', 'STORE_UNAVAILABLE', 'check the address, and that the server runs'],
  ['57P', 'STORE_UNAVAILABLE', 'the server is starting or stopping; try again'],
  ['28', 'STORE_UNAVAILABLE', 'check user and password'],
  ['3D', 'STORE_UNAVAILABLE', 'create the database, or name another one'],
  ['53100', 'STORE_NOT_WRITABLE', "free some space on the server's disk"],
  ['53', 'STORE_UNAVAILABLE', 'the server is overloaded; try again'],
  ['42501', 'STORE_NOT_WRITABLE', 'grant the user the right to create and change the schema'],
  ['25006', 'STORE_NOT_WRITABLE', 'the server only reads; name the primary one'],
];

/** Whether a transaction should be tried again: others were in its way. */
export function isContention(error: unknown): boolean {
  return ['40001', '40P01', '55P03'].includes(codeOf(error));
}

/** What is told about a failure of PostgreSQL or of ours. A `TracingError` stays itself. */
export function toTracingError(error: unknown): TracingError {
  if (error instanceof TracingError) return error;
  const message = error instanceof Error && error.message !== '' ? error.message : codeOf(error);
  const failure = FAILURES.find(([begin]) => codeOf(error).startsWith(begin));
  if (!failure) return new TracingError('INTERNAL_ERROR', `PostgreSQL: ${message}`, { cause: error });
  const [, code, advice] = failure;
  return new TracingError(code, `Cannot use PostgreSQL (${message}): ${advice}.`, { cause: error });
}

function codeOf(error: unknown): string {
  const code: unknown = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : '';
}
