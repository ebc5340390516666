import { MISSING } from '../format/number.ts';

const MAX_COLUMNS = 8;

/** The keys that most of the records have, the most frequent first; at most eight. */
export function commonKeys(records: readonly { readonly [key: string]: unknown }[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const key of records.flatMap((record) => Object.keys(record))) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts]
    .sort(([a, m], [b, n]) => n - m || a.localeCompare(b))
    .slice(0, MAX_COLUMNS)
    .map(([key]) => key);
}

/** A metric with four digits that tell something. */
export function formatMetric(value: number | undefined): string {
  if (value === undefined) return MISSING;
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(4)));
}
