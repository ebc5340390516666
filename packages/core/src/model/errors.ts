/** Stable codes of the errors that Spanwright throws. */
export type TracingErrorCode =
  /** An argument or option is not valid; the message says what is expected. */
  | 'INVALID_PARAMETER_VALUE'
  /** A tracking URI whose scheme or target cannot be used; the message lists what can. */
  | 'INVALID_TRACKING_URI'
  /** A trace, span or run that does not exist. */
  | 'RESOURCE_DOES_NOT_EXIST'
  /** A name that is taken already. */
  | 'RESOURCE_ALREADY_EXISTS'
  /** `@spanwright/store`, or SQLite itself, is not installed or too old. */
  | 'STORE_UNAVAILABLE'
  /** The database cannot be opened or written: permissions, a directory, a full disk. */
  | 'STORE_NOT_WRITABLE'
  /** The file is not a SQLite database, or is damaged. */
  | 'STORE_CORRUPT'
  /** The file is a SQLite database of another program. */
  | 'STORE_FOREIGN'
  /** The database was written by a newer Spanwright. */
  | 'STORE_NEWER_SCHEMA'
  /** An OpenTelemetry collector is not there, or refuses what it is sent. */
  | 'COLLECTOR_UNAVAILABLE'
  /** An MLflow server cannot be reached, or has no time: the same may succeed later. */
  | 'SERVER_UNAVAILABLE'
  /** An MLflow server knows neither user, password nor token, or does not allow them this. */
  | 'PERMISSION_DENIED'
  /** Something of ours went wrong that has no better name. */
  | 'INTERNAL_ERROR';

/** Every error that Spanwright throws. Match on `code`; the message says what to do. */
export class TracingError extends Error {
  readonly code: TracingErrorCode;

  constructor(code: TracingErrorCode, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.name = 'TracingError';
    this.code = code;
  }
}
