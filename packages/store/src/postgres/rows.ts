import type { Assessment, ModelCost, SpanStatus, TokenUsage, TraceInfo } from '@spanwright/core/model';
import type { PlacedSpan } from '../sqlite/span-row.ts';
import type { PgRow } from './pool.ts';

/** Reads the information of a trace. */
export function infoOf({ info }: PgRow): TraceInfo {
  return JSON.parse(String(info)) as TraceInfo;
}

/** Reads an assessment. */
export function assessmentOf({ data }: PgRow): Assessment {
  return JSON.parse(String(data)) as Assessment;
}

/** Reads a row of `spans`. */
export function placedSpanOf(row: PgRow): PlacedSpan {
  return {
    n: Number(row['n']),
    chunk: Number(row['chunk']),
    spanId: String(row['span_id']),
    parentSpanId: textOr(row['parent_id']),
    name: String(row['name']),
    type: String(row['type']),
    status: String(row['status']) as SpanStatus['code'],
    startNs: Number(row['start_ns']),
    durationNs: row['duration_ns'] === null ? undefined : Number(row['duration_ns']),
    model: textOr(row['model']),
    usage: jsonOr<TokenUsage>(row['usage']),
    cost: jsonOr<ModelCost>(row['cost']),
    counted: Number(row['counted']),
  };
}

function textOr(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function jsonOr<T>(value: unknown): T | undefined {
  return typeof value === 'string' ? (JSON.parse(value) as T) : undefined;
}
