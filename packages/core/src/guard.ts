import { reportFailure } from './logger.ts';

/**
 * Runs our own code inside the program's call: a failure costs what it would have made, is reported once per
 * `place`, and never reaches the program.
 */
export function guarded<T>(place: string, work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    reportFailure(place, error);
    return undefined;
  }
}

/** The same for a function that is called often: without a closure. Undefined where there is no function. */
export function attempt<A extends readonly unknown[], T>(
  place: string,
  work: ((...args: A) => T) | undefined,
  self: unknown,
  ...args: A
): T | undefined {
  if (!work) return undefined;
  try {
    return Reflect.apply(work, self, args);
  } catch (error) {
    reportFailure(place, error);
    return undefined;
  }
}
