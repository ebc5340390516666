import { type JsonObject, SpanEventKey } from '../model/index.ts';

const LIST_ITEMS = 100;
const UNKNOWN = 'a thrown value that cannot be shown';

/** Attributes of an `exception` event, as OpenTelemetry names them. Any value can be thrown: this never throws. */
export function exceptionAttributes(error: unknown): JsonObject {
  const stack = safely(() => stackOf(error), undefined);
  return {
    [SpanEventKey.EXCEPTION_TYPE]: safely(() => typeName(error), typeof error),
    [SpanEventKey.EXCEPTION_MESSAGE]: messageOf(error),
    ...(stack !== undefined && { [SpanEventKey.EXCEPTION_STACKTRACE]: stack }),
  };
}

/** `Type: message`, the status message that MLflow gives a failed span. Never throws. */
export function exceptionMessage(error: unknown): string {
  const message = messageOf(error);
  return safely(() => (isError(error) ? `${typeName(error)}: ${message}` : message), message);
}

function safely<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch {
    return otherwise;
  }
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
  return String(error.name === 'Error' && name ? name : error.name);
}

function messageOf(error: unknown): string {
  if (isLongList(error)) return UNKNOWN;
  return safely(() => String(isError(error) ? error.message : error), UNKNOWN);
}

/** As text it might be as long as memory. */
function isLongList(value: unknown): boolean {
  return safely(() => Array.isArray(value) && value.length > LIST_ITEMS, false);
}

function stackOf(error: unknown): string | undefined {
  return isError(error) && typeof error.stack === 'string' ? error.stack : undefined;
}
