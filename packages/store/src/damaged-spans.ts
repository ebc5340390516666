import { TracingError } from '@spanwright/core/model';

/** The error for stored spans that cannot be read: of one trace, while the database as such is sound. */
export function damagedSpans(message: string, cause: unknown): TracingError {
  return new TracingError('STORE_CORRUPT', message, { cause });
}

/** What `read` gives, or `otherwise` where stored spans are damaged: one such trace is not to hide all others. */
export function unlessDamaged<T, U>(read: () => T, otherwise: (error: TracingError) => U): T | U {
  try {
    return read();
  } catch (error) {
    if (error instanceof TracingError && error.code === 'STORE_CORRUPT') return otherwise(error);
    throw error;
  }
}

/** For `unlessDamaged`: throws the error that names the trace. */
export function damagedTrace(traceId: string): (cause: unknown) => never {
  return (cause) => {
    throw damagedSpans(`The spans of trace ${traceId} are damaged and cannot be read.`, cause);
  };
}
