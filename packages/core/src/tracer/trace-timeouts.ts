import { readPositive } from '../environment/read-number.ts';
import { guarded } from '../guard.ts';
import { limits } from '../limits.ts';
import { warnOnce } from '../logger.ts';
import { EndReason } from '../model/index.ts';
import { sharedSlot } from '../shared-state.ts';
import type { LiveTrace } from '../span/live-trace.ts';

interface TimeoutState {
  /** Milliseconds; undefined for none. */
  timeoutMs: number | undefined;
  /** Milliseconds; undefined for none. */
  ttlMs: number | undefined;
  intervalMs: number;
  maxOpen: number;
  timer: NodeJS.Timeout | undefined;
}

const state = sharedSlot<{ settings?: TimeoutState; open?: ReadonlyMap<string, LiveTrace> }>(
  'trace timeouts',
  () => ({}),
);

/** Milliseconds that a trace may be in progress; undefined for any time. */
export function traceTimeoutMs(): number | undefined {
  return settings().timeoutMs;
}

/** Sets how long a trace may be in progress, in milliseconds; for those that are, too. */
export function setTraceTimeoutMs(timeoutMs: number | undefined): void {
  settings().timeoutMs = timeoutMs;
  if (state.open && state.open.size > 0) watchTimeouts(state.open);
}

/** Traces that may be in progress at once. */
export function maxOpenTraces(): number {
  return settings().maxOpen;
}

/** Goes back to what the environment says. */
export function resetTraceTimeout(): void {
  clearInterval(state.settings?.timer);
  delete state.settings;
}

/**
 * Looks after traces in progress while there are any: nothing is done, and no timer runs, unless a timeout is set. Called
 * when a trace starts.
 */
export function watchTimeouts(openTraces: ReadonlyMap<string, LiveTrace>): void {
  state.open = openTraces;
  const { timeoutMs, ttlMs, timer, intervalMs } = settings();
  if (timer || (timeoutMs === undefined && ttlMs === undefined)) return;
  settings().timer = setInterval(
    () => guarded('ending traces that take too long', () => check(openTraces)),
    intervalMs,
  ).unref();
}

function check(openTraces: ReadonlyMap<string, LiveTrace>): void {
  const { timeoutMs = Infinity, ttlMs = Infinity, timer } = settings();
  for (const trace of [...openTraces.values()]) {
    const ageMs = trace.root?.ageMs ?? 0;
    if (ageMs >= timeoutMs) timeOut(trace, timeoutMs);
    else if (ageMs >= ttlMs) trace.endOpenSpans(EndReason.LIMIT);
  }
  if (openTraces.size > 0) return;
  clearInterval(timer);
  settings().timer = undefined;
}

/** Ends the root as failed and exports what has ended. Spans that are still open go on, and come later. */
function timeOut(trace: LiveTrace, timeoutMs: number): void {
  const { root } = trace;
  if (!root?.isRecording()) return;
  const message = `Trace ${trace.traceId} is timed out: it was in progress for more than ${timeoutMs / 1000} seconds.`;
  warnOnce(message, 'trace timeout');
  root.recordException({ name: 'TimeoutError', message });
  root.end();
  trace.handOver();
}

function settings(): TimeoutState {
  return (state.settings ??= {
    timeoutMs: milliseconds('MLFLOW_TRACE_TIMEOUT_SECONDS'),
    ttlMs: milliseconds('MLFLOW_TRACE_BUFFER_TTL_SECONDS'),
    intervalMs: milliseconds('MLFLOW_TRACE_TIMEOUT_CHECK_INTERVAL_SECONDS') ?? 1000,
    maxOpen: Math.min(readPositive('MLFLOW_TRACE_BUFFER_MAX_SIZE') ?? limits.openTraces, limits.openTraces),
    timer: undefined,
  });
}

function milliseconds(name: string): number | undefined {
  const seconds = readPositive(name);
  return seconds === undefined ? undefined : seconds * 1000;
}
