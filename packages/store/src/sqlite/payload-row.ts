import type { SpanData, SpanJson } from '@spanwright/core/model';
import type { Connection } from './connection.ts';
import { unlessDamaged } from '../damaged-spans.ts';
import type { SpansText } from '../spans-text.ts';
import { toSpanKey } from './hex-id.ts';
import { type PayloadChunk, decodeChunk, decodeChunkJson, decodeChunkText } from './payload.ts';
import { rowId, rowRange } from './row-id.ts';

const INSERT = 'INSERT INTO payload(id, codec, raw_bytes, data) VALUES (?, ?, ?, ?)';
const DELETE = 'DELETE FROM payload WHERE id >= ? AND id < ?';
const FIND_CHUNK = 'SELECT chunk FROM spans WHERE id >= ? AND id < ? AND span_id = ?';
const READ_CHUNK = 'SELECT codec, data FROM payload WHERE id = ?';
const READ = 'SELECT codec, data FROM payload WHERE id >= ? AND id < ? ORDER BY id';

/** Writes chunks of a trace, numbered from `first`. */
export function writePayload(
  connection: Connection,
  trace: number,
  chunks: readonly PayloadChunk[],
  first: number,
): void {
  const insert = connection.statement(INSERT);
  for (const [i, { codec, rawBytes, data }] of chunks.entries()) {
    insert.run(rowId(trace, first + i), codec, rawBytes, data);
  }
}

/** Deletes all chunks of a trace. */
export function deletePayload(connection: Connection, trace: number): void {
  connection.statement(DELETE).run(...rowRange(trace));
}

/** All spans of a trace, as they were written, each as it was written last; what is damaged is left out. */
export function readPayloadJson(connection: Connection, trace: number): readonly SpanJson[] {
  const chunks = connection.statement(READ).all(...rowRange(trace));
  const spans = chunks.flatMap((chunk) =>
    unlessDamaged(
      () => decodeChunkJson(chunk),
      () => [],
    ),
  );
  return [...new Map(spans.map((span) => [span.span_id, span])).values()];
}

/**
 * The chunks of a trace as texts, in the order of their writing.
 * @param part what of a chunk is wanted: chunk by chunk, so that the rest is in memory for a moment only.
 */
export function readPayloadTexts(
  connection: Connection,
  trace: number,
  part: (spans: SpansText) => SpansText,
): readonly SpansText[] {
  return connection
    .statement(READ)
    .all(...rowRange(trace))
    .map((chunk) => part(decodeChunkText(chunk)));
}

/** One span of a trace, as it was written last; undefined where there is none of this id. */
export function readSpan(connection: Connection, trace: number, spanId: string): SpanData | undefined {
  const place = connection.statement(FIND_CHUNK).get(...rowRange(trace), toSpanKey(spanId));
  const chunk = place && connection.statement(READ_CHUNK).get(rowId(trace, Number(place['chunk'])));
  return chunk && decodeChunk(chunk).findLast((span) => span.spanId === spanId);
}
