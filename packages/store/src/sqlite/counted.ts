import { ancestorsOf, outermost } from '@spanwright/core/model';
import type { SpanSummary } from './span-summary.ts';

/** What of a span counts where spans are summed up: several layers may have seen the same call of a model. */
export const Counted = {
  /** Its usage: no span above it has usage. */
  USAGE: 1,
  /** Its cost: no span above it has a cost. */
  COST: 2,
  /** Its usage counts, but neither it nor a span below it has a cost: the price is not known. */
  UNPRICED: 4,
} as const;

/** The bits of `Counted` of every span that has some, by its id. */
export function countedIn(spans: readonly SpanSummary[]): ReadonlyMap<string, number> {
  if (!spans.some(({ usage, cost }) => usage ?? cost)) return new Map();
  const bits = new Map<string, number>();
  const set = (bit: number) => (span: SpanSummary) => bits.set(span.spanId, (bits.get(span.spanId) ?? 0) | bit);
  const used = outermost(spans, ({ usage }) => usage !== undefined);
  const byId = new Map(spans.map((span) => [span.spanId, span]));
  const costly = spans.filter(({ cost }) => cost !== undefined);
  const priced = new Set(costly.flatMap((span) => [span, ...ancestorsOf(span, byId)]));
  used.forEach(set(Counted.USAGE));
  outermost(spans, ({ cost }) => cost !== undefined).forEach(set(Counted.COST));
  used.filter((span) => span.model !== undefined && !priced.has(span) && isUsed(span)).forEach(set(Counted.UNPRICED));
  return bits;
}

function isUsed({ usage }: SpanSummary): boolean {
  return (usage?.input_tokens ?? 0) + (usage?.output_tokens ?? 0) > 0;
}
