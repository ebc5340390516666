import type { TimeInput } from '@opentelemetry/api';

/** True for OpenTelemetry's ways to give a time. */
export function isTimeInput(value: unknown): value is TimeInput {
  return typeof value === 'number' || Array.isArray(value) || value instanceof Date;
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
