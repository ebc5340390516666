import type { TraceInfoJson } from '@spanwright/server/viewer-api';
import { tokenCounts, traceCost } from '../traces/trace-facts.ts';

/** Sums over traces. */
export interface TraceSums {
  readonly errors: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** USD. */
  readonly cost: number;
  /** Sum of the latencies, milliseconds. */
  readonly busyMs: number;
}

const sum = (traces: readonly TraceInfoJson[], value: (trace: TraceInfoJson) => number | null | undefined): number =>
  traces.reduce((total, trace) => total + (value(trace) ?? 0), 0);

/** What traces come to. */
export const sumsOf = (traces: readonly TraceInfoJson[]): TraceSums => ({
  errors: sum(traces, ({ state }) => (state === 'ERROR' ? 1 : 0)),
  inputTokens: sum(traces, (trace) => tokenCounts(trace).input),
  outputTokens: sum(traces, (trace) => tokenCounts(trace).output),
  cost: sum(traces, traceCost),
  busyMs: sum(traces, (trace) => trace.execution_duration_ms),
});
