import { type TraceInfo, TracingError } from '@spanwright/core/model';
import type { Connection } from './connection.ts';
import { toTraceKey } from './hex-id.ts';
import { FIND_TRACE } from './stored-trace.ts';
import { infoOf } from './info-row.ts';

/** A trace's `traces.id` and information. Throws MLflow's error when there is none. */
export function requireTrace(
  connection: Connection,
  traceId: string,
): { readonly id: number; readonly info: TraceInfo } {
  const row = connection.statement(FIND_TRACE).get(toTraceKey(traceId));
  if (row) return { id: Number(row['id']), info: infoOf(row) };
  throw new TracingError('RESOURCE_DOES_NOT_EXIST', `Trace with request_id '${traceId}' not found`);
}
