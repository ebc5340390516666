import type { Walk } from './walk.ts';

let sent = 0;

/** Sends a trace by OTLP, as any program could. */
export async function sendTrace(walk: Walk, name: string): Promise<void> {
  sent += 1;
  const start = BigInt(Date.now()) * 1_000_000n;
  const hex = (digits: number): string => `${sent}${Date.now().toString(16)}`.padStart(digits, '7').slice(-digits);
  const span = {
    traceId: hex(32),
    spanId: hex(16),
    name,
    kind: 1,
    startTimeUnixNano: String(start),
    endTimeUnixNano: String(start + 5_000_000n),
    attributes: [],
    status: { code: 1 },
  };
  const body = JSON.stringify({
    resourceSpans: [{ resource: {}, scopeSpans: [{ scope: { name: 'walk' }, spans: [span] }] }],
  });
  const headers = { 'content-type': 'application/json', 'x-mlflow-experiment-id': '0' };
  const response = await fetch(`${walk.url}/v1/traces`, { method: 'POST', headers, body });
  if (!response.ok) throw new Error(`OTLP: ${response.status} ${await response.text()}`);
}
