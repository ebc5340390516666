import type { SqlRow } from '../driver.ts';
import { type Histogram, addCount, addCounts, addText, emptyHistogram } from './histogram.ts';

/** Columns that are added up. */
export const SUM_COLUMNS = [
  'n',
  'errors',
  'input_tokens',
  'output_tokens',
  'total_tokens',
  'cost',
  'unpriced',
] as const;

/** Sums by column, and how long it took. */
export type Summed = { [C in (typeof SUM_COLUMNS)[number]]: number } & { readonly latency: Histogram };

/** Nothing yet. */
export function nothing(): Summed {
  return {
    n: 0,
    errors: 0,
    input_tokens: 0,
    output_tokens: 0,
    total_tokens: 0,
    cost: 0,
    unpriced: 0,
    latency: emptyHistogram(),
  };
}

/** Whether adding it changes nothing. */
export function isNothing(sums: Summed): boolean {
  return SUM_COLUMNS.every((column) => sums[column] === 0) && sums.latency.every((count) => count === 0);
}

/** Adds a row of `charts`, or of a contribution, which with `sign` -1 is taken away. */
export function addRow(to: Summed, row: SqlRow, sign = 1): void {
  for (const column of SUM_COLUMNS) to[column] += sign * Number(row[column] ?? 0);
  const { latency, bucket } = row;
  if (typeof latency === 'string') addText(to.latency, latency);
  else if (typeof bucket === 'number') addCount(to.latency, bucket, sign * Number(row['n']));
}

/** Adds sums to sums. */
export function addSums(to: Summed, sums: Summed): void {
  for (const column of SUM_COLUMNS) to[column] += sums[column];
  addCounts(to.latency, sums.latency);
}
