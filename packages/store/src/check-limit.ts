import { TracingError } from '@spanwright/core/model';

/** The number of results that a question asks for; throws where it is none from 1 to `max`. */
export function checkLimit(limit: number, max: number): number {
  if (Number.isInteger(limit) && limit >= 1 && limit <= max) return limit;
  const message = `limit must be a whole number from 1 to ${max}, not ${limit}.`;
  throw new TracingError('INVALID_PARAMETER_VALUE', message);
}
