/** Trace number `n`, of `spans` spans. */
export function makeTrace(n, spans = 10) {
  const traceId = `tr-${n.toString(16).padStart(32, '0')}`;
  const startTimeNs = BigInt(n) * 1_000_000n;
  return {
    info: { traceId, experimentId: '0', requestTimeMs: n, executionDurationMs: 1, state: 'OK', metadata: {}, tags: {} },
    spans: Array.from({ length: spans }, (_, i) => ({
      traceId,
      spanId: i.toString(16).padStart(16, '0'),
      name: `step ${i}`,
      startTimeNs,
      endTimeNs: startTimeNs + 1000n,
      status: { code: 'OK' },
      attributes: { 'mlflow.spanType': 'CHAIN', text: 'x'.repeat(1000) },
      events: [],
    })),
  };
}
