import type { Assessment, JsonObject, SpanData, TraceData } from '../../../../src/model/index.ts';

const START_MS = 1_750_000_000_000;

function hex(number: number, digits: number): string {
  return number.toString(16).padStart(digits, '0');
}

/** Traces that differ in what filters ask for. */
export const SAMPLE_TRACES: readonly TraceData[] = Array.from({ length: 24 }, (_, index) => sample(index + 1));

function sample(index: number): TraceData {
  const traceId = `tr-${hex(index, 32)}`;
  const failed = index % 5 === 0;
  const startMs = START_MS + 1000 * index;
  const startTimeNs = BigInt(startMs) * 1_000_000n;
  const spans = [0, 1].map((at): SpanData => ({
    traceId,
    spanId: hex(index * 16 + at, 16),
    ...(at > 0 && { parentSpanId: hex(index * 16, 16) }),
    name: at === 0 ? `root ${index % 3}` : `Model_${index % 4}`,
    startTimeNs: startTimeNs + BigInt(at),
    endTimeNs: startTimeNs + BigInt(index * 10) * 1_000_000n,
    status: failed && at > 0 ? { code: 'ERROR', message: 'broken' } : { code: failed ? 'ERROR' : 'OK' },
    attributes: spanAttributes(index, at),
    events: [],
  }));
  return {
    info: {
      traceId,
      experimentId: '0',
      requestTimeMs: startMs,
      executionDurationMs: index * 10,
      state: failed ? 'ERROR' : 'OK',
      clientRequestId: `client-${index}`,
      metadata: {
        'mlflow.trace_schema.version': '3',
        'mlflow.trace.session': `s${index % 4}`,
        'my key': `m${index % 2}`,
      },
      tags: {
        'mlflow.traceName': `name ${index % 3}`,
        env: index % 2 ? 'prod' : 'Staging',
        ...(index % 6 === 0 && { rare: 'yes' }),
      },
      ...(index % 3 === 0 && { assessments: assessmentsOf(traceId, index) }),
    },
    spans,
  };
}

function spanAttributes(index: number, at: number): JsonObject {
  if (at === 0) return { 'mlflow.spanType': 'CHAIN', 'mlflow.spanInputs': { question: `refund ${index}` } };
  return {
    'mlflow.spanType': index % 2 ? 'CHAT_MODEL' : 'TOOL',
    'mlflow.llm.model': index % 2 ? 'gpt-4o' : 'claude',
    'mlflow.spanOutputs': `answer ${index % 7}`,
    score: index,
  };
}

function assessmentsOf(traceId: string, index: number): readonly Assessment[] {
  const common = { traceId, valid: true, createTimeMs: START_MS, lastUpdateTimeMs: START_MS } as const;
  const source = { sourceType: 'HUMAN', sourceId: 'ann' } as const;
  const id = (kind: number): string => `a-${hex(index * 16 + kind, 32)}`;
  return [
    { ...common, assessmentId: id(1), kind: 'feedback', name: 'correct', source, value: index % 2 === 0 },
    { ...common, assessmentId: id(2), kind: 'feedback', name: 'score', source, value: index / 24 },
    { ...common, assessmentId: id(3), kind: 'expectation', name: 'expected', source, value: `text ${index % 2}` },
  ];
}
