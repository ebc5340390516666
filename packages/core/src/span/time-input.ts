import type { TimeInput } from '@opentelemetry/api';

/** True for OpenTelemetry's ways to give a time, where they give one. Never throws, whatever the value. */
export function isTimeInput(value: unknown): value is TimeInput {
  try {
    if (Array.isArray(value)) return Number.isSafeInteger(value[0]) && Number.isFinite(value[1]);
    return Number.isFinite(value instanceof Date ? value.getTime() : value);
  } catch {
    return false;
  }
}

/** Nanoseconds since the Unix epoch as a program may give them; undefined for what are none. */
export function nanosecondsOf(value: unknown): bigint | undefined {
  if (typeof value === 'bigint') return value;
  return typeof value === 'number' && Number.isFinite(value) ? BigInt(Math.round(value)) : undefined;
}

/**
 * OpenTelemetry's ways to give a time, as nanoseconds since the Unix epoch: `[seconds, nanoseconds]`, a `Date`,
 * milliseconds since the epoch, or milliseconds of `performance.now()` (told apart by size, as sdk-trace does).
 */
export function timeInputToNs(time: TimeInput): bigint {
  if (Array.isArray(time)) return BigInt(time[0]) * 1_000_000_000n + BigInt(Math.round(time[1]));
  if (time instanceof Date) return BigInt(time.getTime()) * 1_000_000n;
  const ms = time < performance.timeOrigin ? performance.timeOrigin + time : time;
  return BigInt(Math.round(ms * 1000)) * 1000n;
}
