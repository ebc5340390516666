import { otlpToProtobuf, spansToOtlp } from '@spanwright/core/model';
import { agentTrace } from '../store/agent-traces.mjs';

const TRACES_PER_REQUEST = 64;
const IN_FLIGHT = 4;

/** Traces per second that the server acknowledges, sent in protobuf, and its processor time; the requests are made beforehand. */
export async function measureSending({ url, cpuSeconds }, { first, count, spans }) {
  const bodies = [];
  for (let n = first; n < first + count; n += TRACES_PER_REQUEST)
    bodies.push(bodyOf(n, Math.min(TRACES_PER_REQUEST, first + count - n), spans));
  const waiting = bodies.toReversed();
  const started = performance.now();
  const cpu = cpuSeconds();
  await Promise.all(Array.from({ length: IN_FLIGHT }, () => sendAll(url, waiting)));
  const perSecond = Math.round(count / ((performance.now() - started) / 1000));
  return `${perSecond} traces/s, ${Math.round(((cpuSeconds() - cpu) * 1e6) / count)} µs of processor time each`;
}

async function sendAll(url, waiting) {
  for (let body = waiting.pop(); body; body = waiting.pop()) {
    const response = await fetch(`${url}/v1/traces`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/x-protobuf' },
    });
    if (!response.ok) throw new Error(await response.text());
    await response.arrayBuffer();
  }
}

function bodyOf(first, count, spans) {
  const traces = Array.from({ length: count }, (_, n) => agentTrace(first + n).spans.slice(0, spans));
  return otlpToProtobuf(spansToOtlp(traces.flat(), { resource: {}, scope: { name: 'bench' } }));
}
