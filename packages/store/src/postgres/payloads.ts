import type { SpanJson } from '@spanwright/core/model';
import { decodeChunkJson } from '../sqlite/payload.ts';
import type { PgRow } from './pool.ts';
import type { Queries } from './queries.ts';

/** All spans of some traces, by `traces.id`, in the order of their first writing, each as it was written last. */
export async function readPayloads(
  db: Queries,
  ids: readonly number[],
): Promise<ReadonlyMap<number, readonly SpanJson[]>> {
  const rows = await db.rows('SELECT trace, codec, data FROM payload WHERE trace = ANY($1) ORDER BY trace, chunk', [
    ids,
  ]);
  const byTrace = new Map<number, Map<string, SpanJson>>();
  for (const row of rows) {
    const trace = Number(row['trace']);
    const spans = byTrace.get(trace) ?? new Map<string, SpanJson>();
    for (const span of decodeRow(row)) spans.set(span.span_id, span);
    byTrace.set(trace, spans);
  }
  return new Map([...byTrace].map(([trace, spans]) => [trace, [...spans.values()]]));
}

/** The spans of a row of `payload`. */
export function decodeRow({ codec, data }: PgRow): readonly SpanJson[] {
  return decodeChunkJson({ codec: Number(codec), data: data instanceof Uint8Array ? data : null });
}
