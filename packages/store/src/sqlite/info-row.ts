import type { TraceInfo } from '@spanwright/core/model';
import { type InfoText, infoFromText } from '../info-text.ts';
import type { SqlRow } from './driver.ts';
import { exactTextSql } from './exact-text.ts';
import { traceIdSql } from './hex-id.ts';

const TEXTS = [
  traceIdSql('t.trace_id'),
  'CAST(e.id AS TEXT)',
  'CAST(t.state AS INTEGER)',
  ...['client_request_id', 'request_preview', 'response_preview', 'tags', 'metadata'].map((name) =>
    exactTextSql(`t.${name}`),
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
