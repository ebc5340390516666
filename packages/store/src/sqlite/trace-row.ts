import { type TokenUsage, type TraceInfo, TraceMetadataKey, TraceTagKey } from '@spanwright/core/model';
import { STATES } from '../search/trace-states.ts';
import type { Connection } from './connection.ts';
import type { SqlValue } from './driver.ts';
import { toExactText } from './exact-text.ts';
import { toTraceKey } from './hex-id.ts';
import { cleanUsage } from './span-summary.ts';
import type { TraceTotals } from './trace-totals.ts';

const COLUMNS = [
  'trace_id',
  'experiment',
  'ts',
  'duration_ms',
  'state',
  'name',
  'session',
  'user',
  'run_id',
  'client_request_id',
  'input_tokens',
  'output_tokens',
  'total_tokens',
  'cost',
  'spans',
  'errors',
  'bytes',
  'request_preview',
  'response_preview',
  'tags',
  'metadata',
] as const;

const INSERT = `INSERT INTO traces(${COLUMNS.join(', ')}) VALUES (${COLUMNS.map(() => '?').join(', ')})`;
const UPDATE = `UPDATE traces SET ${COLUMNS.map((column) => `${column} = ?`).join(', ')} WHERE id = ?`;

/** What a row of `traces` is made of. */
export interface TraceSummary {
  readonly info: TraceInfo;
  readonly totals: TraceTotals;
  /** Bytes of the payload before its compression. */
  readonly bytes: number;
  /** Name of the root span, which stands for the trace's where no tag names it. */
  readonly rootName: string | undefined;
}

/** Adds a row; returns its id, which grows with each. */
export function insertTraceRow(connection: Connection, trace: TraceSummary): number {
  return Number(connection.statement(INSERT).run(...values(connection, trace)).lastInsertRowid);
}

/** Replaces the content of a row. */
export function updateTraceRow(connection: Connection, id: number, trace: TraceSummary): void {
  connection.statement(UPDATE).run(...values(connection, trace), id);
}

function values(connection: Connection, { info, totals, bytes, rootName }: TraceSummary): readonly SqlValue[] {
  const { metadata, tags } = info;
  const name = tags[TraceTagKey.NAME] ?? rootName;
  const usage = totals.usage ?? usageInMetadata(metadata);
  const row: { readonly [C in (typeof COLUMNS)[number]]: SqlValue | undefined } = {
    trace_id: toTraceKey(info.traceId),
    experiment: connection.experiments.idOf(info.experimentId),
    ts: info.requestTimeMs,
    duration_ms: info.executionDurationMs,
    state: Math.max(0, STATES.indexOf(info.state)),
    name: name === undefined ? undefined : connection.names.idOf(name),
    session: metadata[TraceMetadataKey.SESSION],
    user: metadata[TraceMetadataKey.USER],
    run_id: metadata[TraceMetadataKey.SOURCE_RUN],
    client_request_id: exact(info.clientRequestId),
    input_tokens: usage?.input_tokens,
    output_tokens: usage?.output_tokens,
    total_tokens: usage?.total_tokens,
    cost: totals.cost?.total_cost,
    spans: totals.spans,
    errors: totals.errors,
    bytes,
    request_preview: exact(info.requestPreview),
    response_preview: exact(info.responsePreview),
    tags: JSON.stringify(tags),
    metadata: JSON.stringify(metadata),
  };
  return COLUMNS.map((column) => row[column] ?? null);
}

/** The usage that a trace tells of in its metadata. */
export function usageInMetadata(metadata: TraceInfo['metadata']): TokenUsage | undefined {
  try {
    const usage: unknown = JSON.parse(metadata[TraceMetadataKey.TOKEN_USAGE] ?? 'null');
    return typeof usage === 'object' && usage !== null ? cleanUsage({ ...usage }) : undefined;
  } catch {
    return undefined;
  }
}

function exact(text: string | undefined): SqlValue {
  return text === undefined ? null : toExactText(text);
}
