import type { TraceData } from '../../src/model/index.ts';

let last = 0;

/** A finished trace of one span, as it comes out of the pipeline. */
export function plainTrace(name: string, inputs: string = name): TraceData {
  const number = (++last).toString(16).padStart(32, '0');
  const traceId = `tr-${number}`;
  return {
    info: {
      traceId,
      experimentId: '0',
      requestTimeMs: 1_790_000_000_123,
      executionDurationMs: 1.5,
      state: 'OK',
      metadata: { 'mlflow.trace_schema.version': '3' },
      tags: { 'mlflow.traceName': name },
    },
    spans: [
      {
        traceId,
        spanId: number.slice(16),
        name,
        startTimeNs: 1_790_000_000_123_456_789n,
        endTimeNs: 1_790_000_000_124_956_789n,
        status: { code: 'OK' },
        attributes: { 'mlflow.spanType': 'CHAIN', 'mlflow.spanInputs': { inputs, none: null, list: [1, 2.5] } },
        events: [{ name: 'tick', timeNs: 1_790_000_000_123_456_790n, attributes: { text: 'a\u2028"é😀' } }],
      },
    ],
    experimentName: 'Shop',
  };
}
