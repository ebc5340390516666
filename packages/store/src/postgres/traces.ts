import { inStartOrder, type SpanData, type SpanJson, type TraceData, spanFromJson } from '@spanwright/core/model';
import type { DeleteQuery } from '../trace-store.ts';
import { assessmentsOf } from './assessments.ts';
import { decodeRow, readPayloads } from './payloads.ts';
import type { Queries } from './queries.ts';
import { infoOf } from './rows.ts';

/**
 * The traces with these ids that there are, in the order of the ids.
 * @param part what of each span is wanted.
 */
export async function getTraces(
  db: Queries,
  traceIds: readonly string[],
  part: (span: SpanJson) => SpanJson = (span) => span,
): Promise<readonly TraceData[]> {
  const rows = await db.rows('SELECT id, trace_id, info FROM traces WHERE trace_id = ANY($1)', [traceIds]);
  const ids = rows.map(({ id }) => Number(id));
  const [payloads, assessments] = [await readPayloads(db, ids), await assessmentsOf(db, ids)];
  const found = new Map(
    rows.map((row): [string, TraceData] => {
      const id = Number(row['id']);
      const own = assessments.get(id);
      const spans = inStartOrder((payloads.get(id) ?? []).map((span) => spanFromJson(part(span))));
      return [String(row['trace_id']), { info: { ...infoOf(row), ...(own && { assessments: own }) }, spans }];
    }),
  );
  return traceIds.flatMap((traceId) => found.get(traceId) ?? []);
}

/** One span of a trace, as it was written last. */
export async function getSpan(db: Queries, traceId: string, spanId: string): Promise<SpanData | undefined> {
  const row = await db.first(
    `SELECT codec, data FROM traces AS t JOIN spans AS s ON s.trace = t.id
     JOIN payload AS p ON p.trace = s.trace AND p.chunk = s.chunk WHERE t.trace_id = $1 AND s.span_id = $2`,
    [traceId, spanId],
  );
  const json = row && decodeRow(row).findLast((span) => span.span_id === spanId);
  return json && spanFromJson(json);
}

/** Deletes traces with everything that belongs to them; returns how many. */
export async function deleteTraces(db: Queries, query: DeleteQuery): Promise<number> {
  const { experimentId = null, traceIds, maxTimestampMs = null, maxTraces = null } = query;
  const where = traceIds ? 'trace_id = ANY($2)' : '($2::float8 IS NULL OR ts <= $2)';
  const rows = await db.rows(
    `SELECT id FROM traces WHERE ($1::text IS NULL OR experiment = $1) AND ${where}
     ORDER BY ts, id LIMIT $3 FOR UPDATE`,
    [experimentId, traceIds ?? maxTimestampMs, traceIds ? null : maxTraces],
  );
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return 0;
  for (const table of ['spans', 'payload', 'post', 'assessments'])
    await db.rows(`DELETE FROM ${table} WHERE trace = ANY($1::bigint[])`, [ids]);
  await db.rows('DELETE FROM traces WHERE id = ANY($1::bigint[])', [ids]);
  return ids.length;
}
