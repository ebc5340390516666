import {
  type JsonObject,
  type ModelCost,
  SpanAttributeKey,
  type TokenUsage,
  type UsageCarrier,
  sumCosts,
  sumTokenUsage,
} from '@spanwright/core/model';
import { Counted, countedIn } from './counted.ts';
import type { SpanSummary } from './span-summary.ts';

/** Sums over the spans of a trace. */
export interface TraceTotals {
  readonly spans: number;
  /** Spans that ended with an error. */
  readonly errors: number;
  /** Undefined when no span carries usage. */
  readonly usage: TokenUsage | undefined;
  /** USD; undefined when no span has a cost. */
  readonly cost: ModelCost | undefined;
  /** What of each span counts, by its id: bits of `Counted`. */
  readonly counted: ReadonlyMap<string, number>;
}

/** Sums up a trace; each model call's tokens and cost are counted once. */
export function totalsOf(spans: readonly SpanSummary[]): TraceTotals {
  const counted = countedIn(spans);
  const costs = spans.flatMap(({ spanId, cost }) => {
    return cost && (counted.get(spanId) ?? 0) & Counted.COST ? [cost] : [];
  });
  return {
    spans: spans.length,
    errors: spans.filter((span) => span.status === 'ERROR').length,
    usage: spans.some((span) => span.usage) ? sumTokenUsage(spans.map(carrierOf)) : undefined,
    cost: sumCosts(costs),
    counted,
  };
}

const NO_ATTRIBUTES = {};

function carrierOf({ spanId, parentSpanId, usage }: SpanSummary): UsageCarrier {
  const attributes = usage ? { [SpanAttributeKey.CHAT_USAGE]: usage as unknown as JsonObject } : NO_ATTRIBUTES;
  return parentSpanId === undefined ? { spanId, attributes } : { spanId, parentSpanId, attributes };
}
