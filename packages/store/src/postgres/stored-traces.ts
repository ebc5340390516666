import type { PlacedSpan } from '../sqlite/span-row.ts';
import type { StoredTrace } from '../sqlite/stored-trace.ts';
import type { Queries } from './queries.ts';
import { infoOf, placedSpanOf } from './rows.ts';

/** Keeps other transactions from changing these traces, whether they are there or not, until this one ends. */
export async function lockTraces(db: Queries, traceIds: readonly string[]): Promise<void> {
  // In one order everywhere: two programs with the same traces would wait for each other.
  const sorted = [...new Set(traceIds)].sort();
  await db.rows('SELECT pg_advisory_xact_lock(hashtextextended(id, 0)) FROM unnest($1::text[]) AS id', [sorted]);
}

/** Those of some traces that are there, by their trace id. */
export async function storedTraces(
  db: Queries,
  traceIds: readonly string[],
): Promise<ReadonlyMap<string, StoredTrace>> {
  const rows = await db.rows('SELECT id, trace_id, bytes, info FROM traces WHERE trace_id = ANY($1)', [traceIds]);
  if (rows.length === 0) return new Map();
  const spans = await spanRows(
    db,
    rows.map(({ id }) => Number(id)),
  );
  return new Map(
    rows.map((row) => {
      const id = Number(row['id']);
      const stored = { id, info: infoOf(row), bytes: Number(row['bytes']), spans: spans.get(id) ?? [] };
      return [String(row['trace_id']), stored];
    }),
  );
}

/** The rows of the spans of some traces, by `traces.id`, in the order of the first writing. */
export async function spanRows(
  db: Queries,
  ids: readonly number[],
): Promise<ReadonlyMap<number, readonly PlacedSpan[]>> {
  const rows = await db.rows('SELECT * FROM spans WHERE trace = ANY($1) ORDER BY trace, n', [ids]);
  const byTrace = new Map<number, PlacedSpan[]>();
  for (const row of rows) {
    const trace = Number(row['trace']);
    const spans = byTrace.get(trace) ?? [];
    spans.push(placedSpanOf(row));
    byTrace.set(trace, spans);
  }
  return byTrace;
}
