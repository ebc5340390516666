import { SpanAttributeKey, type SpanData, type TokenUsage, sumTokenUsage } from '@spanwright/core/model';
import type { SpanSummary } from './span-summary.ts';

/** Sums over the spans of a trace. */
export interface TraceTotals {
  readonly spans: number;
  /** Spans that ended with an error. */
  readonly errors: number;
  /** Undefined when no span carries usage. */
  readonly usage: TokenUsage | undefined;
}

/** Sums up a trace; each model call's tokens are counted once (`sumTokenUsage`). */
export function totalsOf(spans: readonly SpanSummary[]): TraceTotals {
  return {
    spans: spans.length,
    errors: spans.filter((span) => span.status === 'ERROR').length,
    usage: spans.some((span) => span.usage) ? sumTokenUsage(spans.map(withUsageOnly)) : undefined,
  };
}

function withUsageOnly({ spanId, parentSpanId, usage }: SpanSummary): SpanData {
  return {
    traceId: '',
    spanId,
    ...(parentSpanId !== undefined && { parentSpanId }),
    name: '',
    startTimeNs: 0n,
    status: { code: 'UNSET' },
    attributes: usage ? { [SpanAttributeKey.CHAT_USAGE]: { ...usage } } : {},
    events: [],
  };
}
