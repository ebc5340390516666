import { MISSING } from './number.ts';

function digits(value: number): string {
  if (value < 10) return value.toFixed(2);
  return value < 100 ? value.toFixed(1) : value.toFixed(0);
}

/** Microseconds as `850 µs`, `12.5 ms`, `3.42 s`, `2 m 05 s` or `1 h 02 m`. */
export function formatMicroseconds(us: number | undefined): string {
  return formatDuration(us === undefined ? undefined : us / 1000);
}

/** Milliseconds as `0 ms`, `850 µs`, `12.5 ms`, `3.42 s`, `2 m 05 s` or `1 h 02 m`. */
export function formatDuration(ms: number | null | undefined): string {
  if (ms === undefined || ms === null) return MISSING;
  if (ms > 0 && ms < 0.9995) return `${Math.round(ms * 1000)} µs`;
  if (ms < 999.5) return `${Number.isInteger(ms) ? ms : digits(ms)} ms`;
  const seconds = ms / 1000;
  if (seconds < 59.95) return `${digits(seconds)} s`;
  return longDuration(Math.round(seconds));
}

function longDuration(seconds: number): string {
  const pad = (value: number): string => String(value).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} m ${pad(seconds % 60)} s`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return `${hours} h ${pad(minutes % 60)} m`;
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}
