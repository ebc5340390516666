const NS_PER_MS = 1e6;
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** A time between two moments, both in nanoseconds, as people read it; undefined while it has not ended. */
export function formatDuration(startNs: bigint, endNs: bigint | undefined): string | undefined {
  return endNs === undefined ? undefined : formatMilliseconds(Number(endNs - startNs) / NS_PER_MS);
}

/** Milliseconds as people read them: `0.42 ms`, `612 ms`, `1.84 s`, `2 m 05 s`, `1 h 02 m`. */
export function formatMilliseconds(ms: number): string {
  if (ms < 9.995) return `${ms.toFixed(2)} ms`;
  if (Math.round(ms) < SECOND) return `${Math.round(ms)} ms`;
  if (Math.round(ms / 10) < MINUTE / 10) return `${(ms / SECOND).toFixed(2)} s`;
  if (Math.round(ms / SECOND) < HOUR / SECOND) return pair(Math.round(ms / SECOND), 'm', 's');
  return pair(Math.round(ms / MINUTE), 'h', 'm');
}

function pair(total: number, big: string, small: string): string {
  return `${Math.floor(total / 60)} ${big} ${String(total % 60).padStart(2, '0')} ${small}`;
}
