import { TracingError } from './model/errors.ts';

/**
 * The options as they are.
 * @param caller who takes them, such as `logFeedback()`
 * @throws TracingError INVALID_PARAMETER_VALUE where they are no object: `null`, a text, a number.
 */
export function givenOptions<T extends object>(caller: string, options: T): T {
  if (typeof options === 'object' && options !== null) return options;
  const got = options === null ? 'null' : typeof options;
  throw new TracingError('INVALID_PARAMETER_VALUE', `${caller} takes an object of options, got ${got}.`);
}
