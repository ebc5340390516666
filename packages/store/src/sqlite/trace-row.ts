import { type TokenUsage, type TraceInfo, TraceMetadataKey, TraceTagKey } from '@spanwright/core/model';
import { STATES } from '../search/trace-states.ts';
import type { Connection } from './connection.ts';
import type { SqlRow, SqlValue } from './driver.ts';
import { fromExactText, toExactText } from './exact-text.ts';
import { fromTraceKey, toTraceKey } from './hex-id.ts';
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

/** The columns of `traces` and `experiments` (as `t` and `e`) that `infoOf` reads. */
export const INFO_COLUMNS = `
  t.id, t.trace_id, e.id AS experiment_id, t.ts, t.duration_ms, t.state, t.client_request_id,
  t.request_preview, t.response_preview, t.tags, t.metadata`;

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

/** Reads the information of a trace back, exactly as it was given. */
export function infoOf(row: SqlRow): TraceInfo {
  return {
    traceId: fromTraceKey(row['trace_id']),
    experimentId: String(row['experiment_id']),
    requestTimeMs: Number(row['ts']),
    ...optional('executionDurationMs', row['duration_ms'], Number),
    state: STATES[Number(row['state'])] ?? 'STATE_UNSPECIFIED',
    ...optional('clientRequestId', row['client_request_id'], fromExactText),
    ...optional('requestPreview', row['request_preview'], fromExactText),
    ...optional('responsePreview', row['response_preview'], fromExactText),
    metadata: readTexts(row['metadata']),
    tags: readTexts(row['tags']),
  };
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

/** Reads `traces.tags` or `traces.metadata`. What is damaged of one trace is left out: it is not to hide all others. */
export function readTexts(json: SqlValue | undefined): TraceInfo['tags'] {
  try {
    return JSON.parse(String(json)) as TraceInfo['tags'];
  } catch {
    return {};
  }
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

function optional<K extends string, V>(
  key: K,
  value: SqlValue | undefined,
  read: (value: SqlValue) => V,
): { [P in K]?: V } {
  return value === null || value === undefined ? {} : ({ [key]: read(value) } as { [P in K]?: V });
}
