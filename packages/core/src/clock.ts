const DRIFT_MS = 100;

/** Milliseconds on the process's monotonic clock; cheap enough for the call path. */
export function now(): number {
  return performance.now();
}

/**
 * Where the monotonic clock stands on the wall clock, in nanoseconds since the Unix epoch at `now() === 0`.
 * Taken once per trace, so that times inside a trace are consistent and a clock that was set, or a machine
 * that slept, shows right from the next trace on.
 */
export function clockOrigin(): bigint {
  const drift = Date.now() - (performance.timeOrigin + performance.now());
  if (Math.abs(drift) > DRIFT_MS) origin = toNs(performance.timeOrigin + drift);
  return origin;
}

/** The moment `ms` of the monotonic clock, as nanoseconds since the Unix epoch. */
export function epochNs(originNs: bigint, ms: number): bigint {
  return originNs + toNs(ms);
}

let origin = toNs(performance.timeOrigin);

function toNs(ms: number): bigint {
  return BigInt(Math.round(ms * 1e6));
}
