import type { Latency } from '../../summaries.ts';

// Eight buckets for each doubling: a duration is at most 4.5 % off.
const PER_DOUBLING = 8;
const MIN_MS = 0.001;
// Seven weeks.
const MAX_MS = 2 ** 32;
const FIRST_BUCKET = Math.round(Math.log2(MIN_MS) * PER_DOUBLING);
const BUCKETS = Math.log2(MAX_MS) * PER_DOUBLING - FIRST_BUCKET + 1;

/** How many calls lasted how long: counts by bucket. Of what is to be taken away, counts are negative. */
export type Histogram = Float64Array;

/** A histogram of nothing. */
export function emptyHistogram(): Histogram {
  return new Float64Array(BUCKETS);
}

/** SQL that finds the bucket of a duration in milliseconds; NULL stays NULL. */
export function bucketSql(durationMs: string): string {
  const bounded = `min(max(${durationMs}, ${MIN_MS}), ${MAX_MS})`;
  return `CAST(round(log2(${bounded}) * ${PER_DOUBLING}) AS INTEGER)`;
}

/** Adds calls to a bucket that `bucketSql` has found. */
export function addCount(to: Histogram, bucket: number, count: number): void {
  const place = bucket - FIRST_BUCKET;
  to[place] = (to[place] ?? 0) + count;
}

/** Adds all counts of another one. */
export function addCounts(to: Histogram, counts: Histogram): void {
  for (let place = 0; place < BUCKETS; place++) {
    const count = counts[place] ?? 0;
    if (count !== 0) to[place] = (to[place] ?? 0) + count;
  }
}

/** The percentiles that charts show; undefined of nothing. */
export function latencyOf(histogram: Histogram): Latency | undefined {
  const total = histogram.reduce((sum, count) => (count > 0 ? sum + count : sum), 0);
  if (total === 0) return undefined;
  let passed = 0;
  let place = -1;
  const percentile = (share: number): number => {
    const wanted = Math.ceil(total * share);
    while (passed < wanted) passed += Math.max(histogram[++place] ?? wanted, 0);
    return DURATIONS[place] ?? 0;
  };
  return { p50: percentile(0.5), p90: percentile(0.9), p99: percentile(0.99) };
}

/** A histogram as a column keeps it: bucket and count by turns. */
export function toText(histogram: Histogram): string {
  const numbers: number[] = [];
  for (const [place, count] of histogram.entries()) if (count > 0) numbers.push(place + FIRST_BUCKET, count);
  return `[${numbers.join()}]`;
}

/** Adds what `toText` wrote. */
export function addText(to: Histogram, text: string): void {
  const numbers = JSON.parse(text) as readonly number[];
  for (let i = 0; i < numbers.length; i += 2) addCount(to, numbers[i] ?? 0, numbers[i + 1] ?? 0);
}

// The middle of each bucket, three digits of it; the first one is that of no time at all.
const DURATIONS: readonly number[] = Array.from({ length: BUCKETS }, (_, place) =>
  place === 0 ? 0 : Number((2 ** ((place + FIRST_BUCKET) / PER_DOUBLING)).toPrecision(3)),
);
