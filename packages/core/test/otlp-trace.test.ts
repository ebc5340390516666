import { describe, expect, it } from '@jest/globals';
import { type SpanData, type TraceData, fitsOtlp, traceToOtlp, tracesFromOtlp } from '../src/model/index.ts';

const traceId = `tr-${'a'.repeat(32)}`;

function span(n: number, changes: Partial<SpanData> = {}): SpanData {
  const startTimeNs = 1_750_000_000_000_000_000n + BigInt(n) * 1_000_000n;
  return {
    traceId,
    spanId: String(n).padStart(16, '0'),
    ...(n > 0 && { parentSpanId: '0'.repeat(16) }),
    name: `span ${n}`,
    startTimeNs,
    endTimeNs: startTimeNs + 5_500_000n,
    status: { code: 'OK' },
    attributes: { 'mlflow.spanType': 'CHAIN', list: [1, 'two'] },
    events: [],
    ...changes,
  };
}

const usage = { input_tokens: 3, output_tokens: 4, total_tokens: 7 };
const trace: TraceData = {
  info: {
    traceId,
    experimentId: '0',
    requestTimeMs: 1_750_000_000_000,
    executionDurationMs: 6.5,
    state: 'OK',
    requestPreview: '{"q":"hi"}',
    metadata: {
      'mlflow.trace.tokenUsage': JSON.stringify(usage),
      'mlflow.trace.session': 's',
      'mlflow.trace.user': 'u',
    },
    tags: { 'mlflow.traceName': 'span 0', env: 'prod' },
  },
  spans: [
    span(0, {
      attributes: { 'mlflow.spanInputs': { q: 'hi' }, 'session.id': 's', 'user.id': 'u' },
    }),
    span(1, { attributes: { 'mlflow.chat.tokenUsage': usage } }),
  ],
};

describe('a trace as OTLP', () => {
  it('comes back with its spans, tags, session, user, state and totals', () => {
    const wire: unknown = JSON.parse(JSON.stringify(traceToOtlp(trace)));
    expect(tracesFromOtlp(wire as Parameters<typeof tracesFromOtlp>[0])).toEqual([trace]);
  });

  it('is told of by the program that made it, where that says something of itself', () => {
    const [group] = traceToOtlp(trace).resourceSpans ?? [];
    const attributes = [
      { key: 'service.name', value: { stringValue: 'shop' } },
      { key: 'telemetry.sdk.name', value: { stringValue: 'x' } },
    ];
    const [read] = tracesFromOtlp({ resourceSpans: [{ ...group, resource: { attributes } }] }, '5');
    expect(read?.info).toMatchObject({ experimentId: '5', tags: { 'service.name': 'shop', env: 'prod' } });
    expect(read?.info.tags).not.toHaveProperty('telemetry.sdk.name');
  });

  it('whose root is elsewhere, or runs still, says no more than it knows', () => {
    const part = tracesFromOtlp(traceToOtlp({ ...trace, spans: [span(1)] }));
    expect(part[0]?.info).toMatchObject({ partial: true, state: 'IN_PROGRESS' });
    const { endTimeNs: _, ...open } = span(0);
    const running = tracesFromOtlp(traceToOtlp({ ...trace, spans: [open] }));
    expect(running[0]?.info.state).toBe('IN_PROGRESS');
    expect(running[0]?.info).not.toHaveProperty('executionDurationMs');
  });

  it('needs the ids of OpenTelemetry', () => {
    expect(fitsOtlp(trace)).toBe(true);
    expect(fitsOtlp({ ...trace, info: { ...trace.info, traceId: 'mine' } })).toBe(false);
    expect(fitsOtlp({ ...trace, spans: [] })).toBe(false);
  });
});
