import { type JsonObject, SpanEventKey } from '../model/index.ts';

/** Attributes of an `exception` event, as OpenTelemetry names them. Any value can be thrown. */
export function exceptionAttributes(error: unknown): JsonObject {
  const stack = stackOf(error);
  return {
    [SpanEventKey.EXCEPTION_TYPE]: typeName(error),
    [SpanEventKey.EXCEPTION_MESSAGE]: messageOf(error),
    ...(stack !== undefined && { [SpanEventKey.EXCEPTION_STACKTRACE]: stack }),
  };
}

/** `Type: message`, the status message that MLflow gives a failed span. */
export function exceptionMessage(error: unknown): string {
  return isError(error) ? `${typeName(error)}: ${messageOf(error)}` : messageOf(error);
}

/** Errors of another realm, such as a `vm` context, are none of our `Error`. */
function isError(value: unknown): value is Error {
  if (value instanceof Error) return true;
  const { name, message } = (value ?? {}) as { name?: unknown; message?: unknown };
  return typeof value === 'object' && typeof name === 'string' && typeof message === 'string';
}

function typeName(error: unknown): string {
  if (!isError(error)) return typeof error === 'string' ? 'Error' : typeof error;
  const { name } = error.constructor;
  // A subclass that does not set `name` is still told apart by its class.
  return error.name === 'Error' && name ? name : error.name;
}

function messageOf(error: unknown): string {
  try {
    return isError(error) ? error.message : String(error);
  } catch {
    return 'a thrown value that cannot be shown';
  }
}

function stackOf(error: unknown): string | undefined {
  return isError(error) && typeof error.stack === 'string' ? error.stack : undefined;
}
