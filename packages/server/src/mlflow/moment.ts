import { type Refusal, refuse } from '../http/refusal.ts';

// Years 1 to 9999, as protobuf's `Timestamp` has them: others cannot be written in RFC 3339, nor kept.
const FIRST_MS = Date.parse('0001-01-01T00:00:00Z');
const LAST_MS = Date.parse('9999-12-31T23:59:59.999Z');

/** Whether there is such a time: milliseconds since the Unix epoch. */
export function isMoment(ms: number): boolean {
  return ms >= FIRST_MS && ms <= LAST_MS;
}

/** The time of a field, which must be one. */
export function momentOf(ms: number, name: string, given: unknown): number {
  if (isMoment(ms)) return ms;
  throw noMoment(name, given);
}

function noMoment(name: string, given: unknown): Refusal {
  const shown = (JSON.stringify(given) ?? 'nothing').slice(0, 100);
  return refuse('INVALID_PARAMETER_VALUE', `Invalid value ${shown} for parameter '${name}' supplied.`);
}
