import type { SpanData, SpanJson } from '@spanwright/core/model';
import type { Connection } from './connection.ts';
import { unlessDamaged } from './damaged-spans.ts';
import { toSpanKey } from './hex-id.ts';
import { type PayloadChunk, decodeChunk, decodeChunkJson } from './payload.ts';
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

/** `readPayload`, in the form in which it is stored; what is damaged has no words, and is left out. */
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
 * All spans of a trace in the order of their first writing, each as it was written last.
 * @param part what of a span is wanted: chunk by chunk, so that the rest is in memory for a moment only.
 */
export function readPayload(
  connection: Connection,
  trace: number,
  part: (span: SpanJson) => SpanJson,
): readonly SpanData[] {
  const spans = new Map<string, SpanData>();
  // A Map keeps the place of the first writing when a later chunk sets the span again.
  for (const chunk of connection.statement(READ).all(...rowRange(trace)))
    for (const span of decodeChunk(chunk, part)) spans.set(span.spanId, span);
  return [...spans.values()];
}

/** One span of a trace, as it was written last; undefined where there is none of this id. */
export function readSpan(connection: Connection, trace: number, spanId: string): SpanData | undefined {
  const place = connection.statement(FIND_CHUNK).get(...rowRange(trace), toSpanKey(spanId));
  const chunk = place && connection.statement(READ_CHUNK).get(rowId(trace, Number(place['chunk'])));
  return chunk && decodeChunk(chunk).findLast((span) => span.spanId === spanId);
}
