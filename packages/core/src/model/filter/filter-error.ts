import { TracingError } from '../errors.ts';

/** Where in a filter something is wrong, and what would be right. */
export interface Place {
  /** Index of the first character, from 0. */
  readonly at: number;
  /** Such as "a quoted text". */
  readonly expected: string;
}

/** MLflow's message, then the place, counted from 1. */
export function filterError(message: string, { at, expected }: Place): TracingError {
  return new TracingError('INVALID_PARAMETER_VALUE', `${message} (at character ${at + 1}, expected ${expected})`);
}

/** A set as Python prints it; there the order is arbitrary. */
export function pythonSet(values: readonly string[]): string {
  return `{${values.map((value) => `'${value}'`).join(', ')}}`;
}
