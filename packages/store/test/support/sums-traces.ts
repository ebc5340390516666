import type { SpanData, TraceData } from '@spanwright/core/model';
import { pick } from './naive-filter.ts';
import { makeSpan, spanIdOf, traceIdOf } from './traces.ts';

const HOUR_MS = 3_600_000;
const START_MS = 1_750_003_200_000;

/** A random trace of some days, with what charts, sessions and facets look at. */
export function sumsTrace(random: () => number, n: number): TraceData {
  const requestTimeMs = START_MS + Math.floor(random() * 75 * HOUR_MS);
  const duration = random() < 0.9 ? Math.floor(random() ** 3 * 20_000) : undefined;
  return {
    info: {
      traceId: traceIdOf(n),
      experimentId: pick(random, ['0', '0', '7']),
      requestTimeMs,
      ...(duration !== undefined && { executionDurationMs: duration }),
      state: pick(random, ['OK', 'OK', 'ERROR', 'IN_PROGRESS'] as const),
      tags: random() < 0.5 ? { env: pick(random, ['prod', 'dev', 'test']) } : {},
      metadata: random() < 0.7 ? { 'mlflow.trace.session': pick(random, ['s1', 's2', 'ß3', 's4']) } : {},
    },
    spans: Array.from({ length: 1 + Math.floor(random() * 4) }, (_, i) => sumsSpan(random, { n, i, requestTimeMs })),
  };
}

interface Place {
  readonly n: number;
  readonly i: number;
  readonly requestTimeMs: number;
}

function sumsSpan(random: () => number, { n, i, requestTimeMs }: Place): SpanData {
  const startTimeNs = BigInt(requestTimeMs) * 1_000_000n;
  const type = i === 0 ? 'AGENT' : pick(random, ['CHAT_MODEL', 'TOOL', 'CHAIN']);
  const input = Math.floor(random() * 1000);
  const usage = { input_tokens: input, output_tokens: i, total_tokens: input + i };
  return makeSpan(n, i, {
    ...(i > 0 && { parentSpanId: spanIdOf(0) }),
    name: pick(random, ['plan', 'search', 'fetch']),
    startTimeNs,
    endTimeNs: startTimeNs + BigInt(Math.floor(random() ** 3 * 5e9)),
    status: { code: pick(random, ['OK', 'ERROR'] as const) },
    attributes: {
      'mlflow.spanType': type,
      ...(type === 'CHAT_MODEL' && { 'mlflow.llm.model': pick(random, ['a', 'b']), 'mlflow.chat.tokenUsage': usage }),
    },
  });
}
