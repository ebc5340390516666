import type { SpanData, TraceData, TraceInfo } from '@spanwright/core/model';

export const START_MS = 1_750_000_000_000;

/** The trace id of a number. */
export function traceIdOf(n: number): string {
  return `tr-${(n + 1).toString(16).padStart(32, '0')}`;
}

/** The span id of a number. */
export function spanIdOf(n: number): string {
  return (n + 1).toString(16).padStart(16, '0');
}

/** A span of a trace: the root where `n` is 0, else its child. */
export function makeSpan(trace: number, n: number, changes: Partial<SpanData> = {}): SpanData {
  const startTimeNs = BigInt(START_MS + trace + n) * 1_000_000n;
  return {
    traceId: traceIdOf(trace),
    spanId: spanIdOf(n),
    ...(n > 0 && { parentSpanId: spanIdOf(0) }),
    name: `step ${n}`,
    startTimeNs,
    endTimeNs: startTimeNs + 1_500_000n,
    status: { code: 'OK' },
    attributes: { 'mlflow.spanType': 'CHAIN', 'mlflow.spanInputs': { text: `in ${n}` } },
    events: [],
    ...changes,
  };
}

/** Trace number `n`. */
export function makeTrace(n: number, changes: Partial<TraceInfo> = {}, spans?: readonly SpanData[]): TraceData {
  return {
    info: {
      traceId: traceIdOf(n),
      experimentId: '0',
      requestTimeMs: START_MS + n,
      executionDurationMs: 12,
      state: 'OK',
      requestPreview: `question ${n}`,
      metadata: {},
      tags: { 'mlflow.traceName': 'agent' },
      ...changes,
    },
    spans: spans ?? [makeSpan(n, 0)],
  };
}
