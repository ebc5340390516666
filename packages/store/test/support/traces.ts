import type { SpanData, TraceData, TraceInfo } from '@spanwright/core/model';

const START_MS = 1_750_000_000_000;

/** The trace id of a number. */
export function traceIdOf(n: number): string {
  return `tr-${n.toString(16).padStart(32, '0')}`;
}

/** The span id of a number. */
export function spanIdOf(n: number): string {
  return n.toString(16).padStart(16, '0');
}

/** A span of trace `trace`; it starts `n` milliseconds after the trace and lasts one. */
export function makeSpan(trace: number, n: number, changes: Partial<SpanData> = {}): SpanData {
  const startTimeNs = BigInt(START_MS + trace + n) * 1_000_000n;
  return {
    traceId: traceIdOf(trace),
    spanId: spanIdOf(n),
    ...(n > 0 && { parentSpanId: spanIdOf(0) }),
    name: `step ${n}`,
    startTimeNs,
    endTimeNs: startTimeNs + 1_000_000n,
    status: { code: 'OK' },
    attributes: { 'mlflow.spanType': 'CHAIN' },
    events: [],
    ...changes,
  };
}

/** Trace number `n`, which starts one millisecond after the trace before. */
export function makeTrace(n: number, changes: Partial<TraceInfo> = {}, spans?: readonly SpanData[]): TraceData {
  return {
    info: {
      traceId: traceIdOf(n),
      experimentId: '0',
      requestTimeMs: START_MS + n,
      executionDurationMs: 12,
      state: 'OK',
      metadata: {},
      tags: {},
      ...changes,
    },
    spans: spans ?? [makeSpan(n, 0)],
  };
}

/** A trace with everything that a trace can have. */
export function richTrace(n: number): TraceData {
  const root = makeSpan(n, 0, {
    name: 'Überblick 🧭 "quoted"\n',
    startTimeNs: 1_750_000_000_123_456_789n,
    endTimeNs: 1_750_000_001_987_654_321n,
    attributes: {
      'mlflow.spanType': 'AGENT',
      'mlflow.spanInputs': {
        question: 'naïve? 日本語',
        nested: [1, 2.5, -0.125, null, true, { deep: [[]] }],
        empty: {},
      },
      'mlflow.spanOutputs': null,
      lone: '\ud800',
      zero: 'a\0b',
      huge: 1e300,
    },
    events: [
      { name: 'exception', timeNs: 1_750_000_000_123_456_790n, attributes: { 'exception.message': 'no', n: 1 } },
      { name: 'later', timeNs: 1_750_000_000_123_456_791n, attributes: {} },
    ],
    links: [{ traceId: traceIdOf(77), spanId: spanIdOf(5), attributes: { why: 'because' } }],
  });
  const model = makeSpan(n, 1, {
    startTimeNs: 1_750_000_000_200_000_001n,
    status: { code: 'ERROR', message: 'rate limited' },
    attributes: {
      'mlflow.spanType': 'CHAT_MODEL',
      'mlflow.llm.model': 'a model of ours',
      'mlflow.chat.tokenUsage': { input_tokens: 10, output_tokens: 5, total_tokens: 15 },
    },
  });
  const { endTimeNs: _, ...open } = makeSpan(n, 2, {
    startTimeNs: 1_750_000_000_300_000_000n,
    status: { code: 'UNSET' },
  });
  return makeTrace(
    n,
    {
      state: 'ERROR',
      executionDurationMs: 1864,
      clientRequestId: 'client\0request',
      requestPreview: 'What? 🧭 \ud83e',
      responsePreview: '',
      metadata: { 'mlflow.trace.session': 'session 1', 'mlflow.trace.user': 'ömer' },
      tags: { 'mlflow.traceName': 'Überblick', 'a.b`c"d': '' },
    },
    [root, model, open],
  );
}
