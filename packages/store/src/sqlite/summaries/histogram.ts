import type { Latency } from '../../summaries.ts';

/** How many calls lasted how long: counts by bucket. */
export type Histogram = Map<number, number>;

// Eight buckets for each doubling: a duration is at most 4.5 % off.
const PER_DOUBLING = 8;
const MIN_MS = 0.001;

/** SQL that finds the bucket of a duration in milliseconds; NULL stays NULL. */
export function bucketSql(durationMs: string): string {
  return `CAST(round(log2(max(${durationMs}, ${MIN_MS})) * ${PER_DOUBLING}) AS INTEGER)`;
}

/** Adds counts. What is to be taken away is negative until it meets what is there. */
export function addCounts(to: Histogram, counts: Iterable<readonly [number, number]>): void {
  for (const [bucket, count] of counts) to.set(bucket, (to.get(bucket) ?? 0) + count);
}

/** The percentiles that charts show; undefined of nothing. */
export function latencyOf(histogram: Histogram): Latency | undefined {
  const buckets = [...histogram].filter(([, count]) => count > 0).sort(([a], [b]) => a - b);
  const total = buckets.reduce((sum, [, count]) => sum + count, 0);
  if (total === 0) return undefined;
  const percentile = (share: number): number => {
    let left = Math.ceil(total * share);
    for (const [bucket, count] of buckets) if ((left -= count) <= 0) return durationOf(bucket);
    return 0;
  };
  return { p50: percentile(0.5), p90: percentile(0.9), p99: percentile(0.99) };
}

/** A histogram as a column keeps it. */
export function toText(histogram: Histogram): string {
  return `[${[...histogram].filter(([, count]) => count > 0).join()}]`;
}

/** Reads what `toText` wrote. */
export function fromText(text: string): readonly (readonly [number, number])[] {
  const numbers = JSON.parse(text) as readonly number[];
  return numbers.flatMap((bucket, i) => (i % 2 === 0 ? [[bucket, numbers[i + 1] ?? 0] as const] : []));
}

function durationOf(bucket: number): number {
  const ms = 2 ** (bucket / PER_DOUBLING);
  return ms < 2 * MIN_MS ? 0 : Number(ms.toPrecision(3));
}
