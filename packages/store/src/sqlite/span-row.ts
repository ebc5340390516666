import type { SpanStatus } from '@spanwright/core/model';
import type { Connection } from './connection.ts';
import type { SqlRow, SqlValue } from './driver.ts';
import { fromSpanKey, toSpanKey } from './hex-id.ts';
import { rowId, rowNumber, rowRange } from './row-id.ts';
import { USAGE_KEYS, cleanUsage, type SpanSummary } from './span-summary.ts';

const STATUS_CODES: readonly SpanStatus['code'][] = ['UNSET', 'OK', 'ERROR'];

const COLUMNS = [
  'id',
  'span_id',
  'parent_id',
  'chunk',
  'name',
  'type',
  'status',
  'start_ns',
  'duration_ns',
  'model',
  ...USAGE_KEYS,
];

const WRITE = `REPLACE INTO spans(${COLUMNS.join(', ')}) VALUES (${COLUMNS.map(() => '?').join(', ')})`;

const READ = `
  SELECT spans.*, name.text AS name_text, type.text AS type_text, model.text AS model_text
  FROM spans
  JOIN dict AS name ON name.id = spans.name
  JOIN dict AS type ON type.id = spans.type
  LEFT JOIN dict AS model ON model.id = spans.model
  WHERE spans.id >= ? AND spans.id < ?
  ORDER BY spans.id`;

const SHIFT = 'UPDATE spans SET start_ns = start_ns + ? WHERE id >= ? AND id < ?';

/** A span's summary and where it stands in its trace. */
export interface PlacedSpan extends SpanSummary {
  /** Its number in the trace, in the order of the first writing. */
  readonly n: number;
  /** The number of the payload chunk that holds its content. */
  readonly chunk: number;
}

/** Writes or replaces a span's row. */
export function writeSpanRow(connection: Connection, trace: number, span: PlacedSpan): void {
  const { names } = connection;
  const values: readonly (SqlValue | undefined)[] = [
    rowId(trace, span.n),
    toSpanKey(span.spanId),
    span.parentSpanId === undefined ? null : toSpanKey(span.parentSpanId),
    span.chunk,
    names.idOf(span.name),
    names.idOf(span.type),
    STATUS_CODES.indexOf(span.status),
    span.startNs,
    span.durationNs,
    span.model === undefined ? null : names.idOf(span.model),
    ...USAGE_KEYS.map((key) => span.usage?.[key]),
  ];
  connection.statement(WRITE).run(...values.map((value) => value ?? null));
}

/** The rows of a trace, in the order of the first writing. */
export function readSpanRows(connection: Connection, trace: number): readonly PlacedSpan[] {
  return connection
    .statement(READ)
    .all(...rowRange(trace))
    .map(placedSpan);
}

/** Keeps the spans where they are in time when the start of their trace moves by `deltaMs` milliseconds. */
export function shiftSpanRows(connection: Connection, trace: number, deltaMs: number): void {
  connection.statement(SHIFT).run(-deltaMs * 1e6, ...rowRange(trace));
}

function placedSpan(row: SqlRow): PlacedSpan {
  return {
    n: rowNumber(Number(row['id'])),
    chunk: Number(row['chunk']),
    spanId: fromSpanKey(row['span_id']),
    parentSpanId: row['parent_id'] === null ? undefined : fromSpanKey(row['parent_id']),
    name: String(row['name_text']),
    type: String(row['type_text']),
    status: STATUS_CODES[Number(row['status'])] ?? 'UNSET',
    startNs: Number(row['start_ns']),
    durationNs: row['duration_ns'] === null ? undefined : Number(row['duration_ns']),
    model: row['model_text'] === null ? undefined : String(row['model_text']),
    usage: cleanUsage(row),
  };
}
