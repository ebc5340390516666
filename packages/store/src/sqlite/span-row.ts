import type { SpanStatus } from '@spanwright/core/model';
import type { Connection } from './connection.ts';
import type { SqlValue } from './driver.ts';
import { toSpanKey } from './hex-id.ts';
import { insertRows, rowStatements } from './insert-rows.ts';
import { rowId, rowRange } from './row-id.ts';
import { USAGE_KEYS, type SpanSummary } from './span-summary.ts';

const STATUS_CODES: readonly SpanStatus['code'][] = ['UNSET', 'OK', 'ERROR'];

const PLAIN_COLUMNS = [
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
];
const COLUMNS = [...PLAIN_COLUMNS, ...USAGE_KEYS, 'input_cost', 'output_cost', 'counted'];

const WRITE = rowStatements('REPLACE INTO spans', COLUMNS);
// Most spans use no model.
const WRITE_PLAIN = rowStatements('REPLACE INTO spans', PLAIN_COLUMNS);

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
  const plain: SqlValue[] = [];
  const used: SqlValue[] = [];
  for (const span of spans) {
    const isPlain = !span.usage && !span.cost && span.counted === 0;
    pushPlain(isPlain ? plain : used, span, { connection, trace });
    if (!isPlain) pushUsage(used, span);
  }
  insertRows(connection, WRITE_PLAIN, plain);
  insertRows(connection, WRITE, used);
}

/** Stores anew what of a span counts. */
export function recountSpanRow(connection: Connection, trace: number, { n, counted }: PlacedSpan): void {
  connection.statement(RECOUNT).run(counted, rowId(trace, n));
}

/** Keeps the spans where they are in time when the start of their trace moves by `deltaMs` milliseconds. */
export function shiftSpanRows(connection: Connection, trace: number, deltaMs: number): void {
  connection.statement(SHIFT).run(-deltaMs * 1e6, ...rowRange(trace));
}

/** The status that a row's number stands for. */
export function statusOf(code: SqlValue | undefined): SpanStatus['code'] {
  return STATUS_CODES[Number(code)] ?? 'UNSET';
}

interface SpanPlace {
  readonly connection: Connection;
  readonly trace: number;
}

function pushPlain(values: SqlValue[], span: PlacedSpan, { connection: { names }, trace }: SpanPlace): void {
  values.push(
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
  );
}

function pushUsage(values: SqlValue[], { usage, cost, counted }: PlacedSpan): void {
  for (const key of USAGE_KEYS) values.push(usage?.[key] ?? null);
  values.push(cost?.input_cost ?? null, cost?.output_cost ?? null, counted);
}
