import { type ModelCost, type SpanStatus, modelCost } from '@spanwright/core/model';
import type { Connection } from './connection.ts';
import type { SqlRow, SqlValue } from './driver.ts';
import { fromSpanKey, toSpanKey } from './hex-id.ts';
import { insertRows, rowStatements } from './insert-rows.ts';
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
  'input_cost',
  'output_cost',
  'counted',
];

const WRITE = rowStatements(`REPLACE INTO spans(${COLUMNS.join(', ')})`, COLUMNS.length);

const READ = `
  SELECT spans.*, name.text AS name_text, type.text AS type_text, model.text AS model_text
  FROM spans
  JOIN dict AS name ON name.id = spans.name
  JOIN dict AS type ON type.id = spans.type
  LEFT JOIN dict AS model ON model.id = spans.model
  WHERE spans.id >= ? AND spans.id < ?
  ORDER BY spans.id`;

const RECOUNT = 'UPDATE spans SET counted = ? WHERE id = ?';
const SHIFT = 'UPDATE spans SET start_ns = start_ns + ? WHERE id >= ? AND id < ?';

/** A span's summary and where it stands in its trace. */
export interface PlacedSpan extends SpanSummary {
  /** Its number in the trace, in the order of the first writing. */
  readonly n: number;
  /** The number of the payload chunk that holds its content. */
  readonly chunk: number;
  /** What of it counts where spans are summed up: bits of `Counted`. */
  readonly counted: number;
}

/** Writes or replaces rows of spans. */
export function writeSpanRows(connection: Connection, trace: number, spans: readonly PlacedSpan[]): void {
  insertRows(
    connection,
    WRITE,
    spans.map((span) => values(connection, trace, span)),
  );
}

/** Stores anew what of a span counts. */
export function recountSpanRow(connection: Connection, trace: number, { n, counted }: PlacedSpan): void {
  connection.statement(RECOUNT).run(counted, rowId(trace, n));
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

function values({ names }: Connection, trace: number, span: PlacedSpan): readonly SqlValue[] {
  return [
    rowId(trace, span.n),
    toSpanKey(span.spanId),
    span.parentSpanId === undefined ? null : toSpanKey(span.parentSpanId),
    span.chunk,
    names.idOf(span.name),
    names.idOf(span.type),
    STATUS_CODES.indexOf(span.status),
    span.startNs,
    span.durationNs ?? null,
    span.model === undefined ? null : names.idOf(span.model),
    ...USAGE_KEYS.map((key) => span.usage?.[key] ?? null),
    span.cost?.input_cost ?? null,
    span.cost?.output_cost ?? null,
    span.counted,
  ];
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
    cost: costOf(row),
    counted: Number(row['counted']),
  };
}

function costOf({ input_cost: input, output_cost: output }: SqlRow): ModelCost | undefined {
  return typeof input === 'number' && typeof output === 'number' ? modelCost(input, output) : undefined;
}
