import { type ModelCost, type TokenUsage, modelCost } from '@spanwright/core/model';
import type { Connection } from './connection.ts';
import type { DictTexts } from './dict-texts.ts';
import type { SqlRow } from './driver.ts';
import { spanIdSql } from './hex-id.ts';
import { rowNumber, rowRange } from './row-id.ts';
import { type PlacedSpan, statusOf } from './span-row.ts';
import { USAGE_KEYS, cleanUsage } from './span-summary.ts';

const FIELDS = [
  'id',
  spanIdSql('span_id'),
  spanIdSql('parent_id'),
  ...['chunk', 'name', 'type', 'status', 'start_ns', 'duration_ns', 'model', 'counted'],
  ...USAGE_KEYS,
];

// A row is one text: each value that comes out of SQLite by itself costs nearly as much as all of them together. Costs
// are not part of it: SQLite rounds them in JSON.
const READ = `
  SELECT json_array(${FIELDS.join(', ')}) AS fields, input_cost, output_cost
  FROM spans WHERE id >= ? AND id < ? ORDER BY id`;

/** The rows of a trace, in the order of the first writing. */
export function readSpanRows(connection: Connection, trace: number): readonly PlacedSpan[] {
  return connection
    .statement(READ)
    .all(...rowRange(trace))
    .map((row) => placedSpan(row, connection.texts));
}

type SpanFields = readonly [
  id: number,
  spanId: string,
  parentSpanId: string | null,
  chunk: number,
  name: number,
  type: number,
  status: number,
  startNs: number,
  durationNs: number | null,
  model: number | null,
  counted: number,
  ...usage: readonly (number | null)[],
];

function placedSpan(row: SqlRow, texts: DictTexts): PlacedSpan {
  const fields = JSON.parse(String(row['fields'])) as SpanFields;
  const [id, spanId, parentSpanId, chunk, name, type, status, startNs, durationNs, model, counted, ...usage] = fields;
  return {
    n: rowNumber(id),
    chunk,
    spanId,
    parentSpanId: parentSpanId ?? undefined,
    name: texts.of(name),
    type: texts.of(type),
    status: statusOf(status),
    startNs,
    durationNs: durationNs ?? undefined,
    model: model === null ? undefined : texts.of(model),
    usage: usageOf(usage),
    cost: costOf(row),
    counted,
  };
}

function usageOf(counts: readonly (number | null)[]): TokenUsage | undefined {
  if (counts.every((count) => count === null)) return undefined;
  return cleanUsage(Object.fromEntries(USAGE_KEYS.map((key, i) => [key, counts[i]])));
}

function costOf({ input_cost: input, output_cost: output }: SqlRow): ModelCost | undefined {
  return typeof input === 'number' && typeof output === 'number' ? modelCost(input, output) : undefined;
}
