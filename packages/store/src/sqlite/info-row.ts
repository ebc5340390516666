import type { TraceInfo } from '@spanwright/core/model';
import { type InfoText, infoFromText } from '../info-text.ts';
import type { SqlRow } from './driver.ts';

// A blob holds the JSON of a text that SQLite would not give back unchanged (`exact-text.ts`).
const stored = (column: string): string =>
  `CASE typeof(${column}) WHEN 'blob' THEN json_array(CAST(${column} AS TEXT)) ELSE ${column} END`;

const TEXTS = [
  `CASE typeof(t.trace_id) WHEN 'blob' THEN 'tr-' || lower(hex(t.trace_id)) ELSE t.trace_id END`,
  'CAST(e.id AS TEXT)',
  'CAST(t.state AS INTEGER)',
  ...['client_request_id', 'request_preview', 'response_preview', 'tags', 'metadata'].map((name) =>
    stored(`t.${name}`),
  ),
];

/**
 * The columns of `traces` and `experiments` (as `t` and `e`) that `infoText` reads. Texts are one column: each that comes
 * out of SQLite by itself costs nearly as much as all of them. Times are not part of it: SQLite rounds them in JSON.
 */
export const INFO_COLUMNS: string = `t.id, t.ts, t.duration_ms, json_array(${TEXTS.join(', ')}) AS texts`;

/** The information in a row, as text. */
export function infoText({ ts, duration_ms: duration, texts }: SqlRow): InfoText {
  return `[${String(texts)},${Number(ts)},${JSON.stringify(duration)}]`;
}

/** The information in a row. */
export function infoOf(row: SqlRow): TraceInfo {
  return infoFromText(infoText(row));
}
