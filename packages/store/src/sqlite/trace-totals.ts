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
  const used = spans.filter(({ spanId }) => (counted.get(spanId) ?? 0) & Counted.USAGE);
  const costs = spans.flatMap(({ spanId, cost }) => {
    return cost && (counted.get(spanId) ?? 0) & Counted.COST ? [cost] : [];
  });
  return {
    spans: spans.length,
    errors: spans.filter((span) => span.status === 'ERROR').length,
    usage: sumTokenUsage(used.map(carrierOf)),
    cost: sumCosts(costs),
    counted,
  };
}

// Without a parent: those that count are known.
function carrierOf({ spanId, usage }: SpanSummary): UsageCarrier {
  return { spanId, attributes: { [SpanAttributeKey.CHAT_USAGE]: usage as unknown as JsonObject } };
}
