import type { RecordedCall } from './recorded-call.ts';
import type { Method } from './trace-call.ts';

let current: RecordedCall | undefined;

/**
 * The recorded call whose method is running right now, so that what the library does within it can be told apart from
 * what the program does; undefined once the method has returned, a promise or whatever else.
 */
export function callInProgress(): RecordedCall | undefined {
  return current;
}

/** Calls the method of a recorded call. */
export function callAsInProgress(call: RecordedCall, method: Method, self: unknown, args: readonly unknown[]): unknown {
  const outer = current;
  current = call;
  try {
    return Reflect.apply(method, self, args);
  } finally {
    current = outer;
  }
}
