import { type TraceInfo, TracingError } from '@spanwright/core/model';
import type { Queries } from './queries.ts';
import { infoOf } from './rows.ts';

/** A trace's `traces.id` and information, locked until the transaction ends. Throws MLflow's error when there is none. */
export async function requireTrace(
  db: Queries,
  traceId: string,
  lock: '' | 'FOR UPDATE' = 'FOR UPDATE',
): Promise<{ readonly id: number; readonly info: TraceInfo }> {
  const row = await db.first(`SELECT id, info FROM traces WHERE trace_id = $1 ${lock}`, [traceId]);
  if (row) return { id: Number(row['id']), info: infoOf(row) };
  throw new TracingError('RESOURCE_DOES_NOT_EXIST', `Trace with request_id '${traceId}' not found`);
}
