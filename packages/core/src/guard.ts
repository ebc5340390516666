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
