import { TracingError } from '@spanwright/core/model';
import type { Retention } from './retention.ts';

const KEYS: readonly string[] = ['maxAgeMs', 'maxTraces', 'maxBytes'] satisfies (keyof Retention)[];

/** Checks bounds that a user gives; leaves out what is undefined. */
export function checkRetention(retention: Retention): Retention {
  const entries = Object.entries(retention).filter(([, value]) => value !== undefined);
  for (const [key, value] of entries) {
    const isBound = typeof value === 'number' && Number.isFinite(value) && value >= 0;
    if (KEYS.includes(key) && isBound) continue;
    const message = `Not a bound: ${key} = ${String(value)}. ${KEYS.join(', ')} are expected, numbers of 0 or more.`;
    throw new TracingError('INVALID_PARAMETER_VALUE', message);
  }
  return Object.fromEntries(entries);
}
