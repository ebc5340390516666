import type { TraceInfo } from '@spanwright/core/model';
import type { Connection } from './connection.ts';
import { toTraceKey } from './hex-id.ts';
import { readSpanRows } from './read-span-rows.ts';
import type { PlacedSpan } from './span-row.ts';
import { INFO_COLUMNS, infoOf } from './info-row.ts';

/** The statement that finds a trace by its key. */
export const FIND_TRACE: string = `
  SELECT ${INFO_COLUMNS}, t.bytes
  FROM traces AS t JOIN experiments AS e ON e.key = t.experiment
  WHERE t.trace_id = ?`;

/** What the store knows of a trace without reading its payload. */
export interface StoredTrace {
  /** `traces.id`. */
  readonly id: number;
  readonly info: TraceInfo;
  readonly bytes: number;
  readonly spans: readonly PlacedSpan[];
}

/** Finds a trace to add spans to. */
export function findStoredTrace(connection: Connection, traceId: string): StoredTrace | undefined {
  const row = connection.statement(FIND_TRACE).get(toTraceKey(traceId));
  if (!row) return undefined;
  const id = Number(row['id']);
  return { id, info: infoOf(row), bytes: Number(row['bytes']), spans: readSpanRows(connection, id) };
}
