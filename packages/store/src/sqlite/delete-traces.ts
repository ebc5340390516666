import type { DeleteQuery } from '../trace-store.ts';
import { deleteAssessmentRows } from './assessment-row.ts';
import type { Connection } from './connection.ts';
import type { SqlRow } from './driver.ts';
import { fromTraceKey } from './hex-id.ts';
import { deletePayload } from './payload-row.ts';
import { deletePostings, postingsOf } from './postings.ts';
import { rowRange } from './row-id.ts';
import { idOf } from './search/traces-by-id.ts';
import { type StoredTrace, findStoredTrace } from './stored-trace.ts';
import { resummed } from './summaries/sum-up.ts';
import { deleteText } from './text/text-todo.ts';

// More would keep other processes' writers waiting.
const SLICE = 200;

/** The statement that finds the oldest traces of an experiment. */
export const OLDEST_OF_EXPERIMENT = `
  SELECT id, trace_id FROM traces WHERE experiment = ? AND ts <= ? ORDER BY ts, id LIMIT ?`;
/** The statement that finds the oldest traces. */
export const OLDEST = 'SELECT id, trace_id FROM traces WHERE ts <= ? ORDER BY ts, id LIMIT ?';
const DELETE_SPANS = 'DELETE FROM spans WHERE id >= ? AND id < ?';
const DELETE_TRACE = 'DELETE FROM traces WHERE id = ?';

/** Deletes traces with everything that belongs to them, oldest first, in several transactions. Returns how many. */
export function deleteTraces(connection: Connection, query: DeleteQuery): number {
  return query.traceIds ? deleteById(connection, query.traceIds, query) : deleteOldest(connection, query);
}

function deleteById(connection: Connection, traceIds: readonly string[], query: DeleteQuery): number {
  let deleted = 0;
  const ids = [...new Set(traceIds)];
  for (let i = 0; i < ids.length; i += SLICE) {
    deleted += connection.write(() => deleteSlice(connection, ids.slice(i, i + SLICE), query));
  }
  return deleted;
}

function deleteOldest(connection: Connection, query: DeleteQuery): number {
  const { experimentId, maxTimestampMs, maxTraces, keepCharts } = query;
  const experiment = experimentId === undefined ? undefined : connection.experiments.find(experimentId);
  if (experimentId !== undefined && experiment === undefined) return 0;
  const until = maxTimestampMs ?? Number.MAX_SAFE_INTEGER;
  for (let deleted = 0; ;) {
    const count = Math.min(SLICE, (maxTraces ?? Infinity) - deleted);
    const slice = connection.write(() => {
      const traceIds = oldest(connection, experiment, until, count).map((row) => fromTraceKey(row['trace_id']));
      return deleteSlice(connection, traceIds, { keepCharts });
    });
    deleted += slice;
    if (slice < count || slice === 0) return deleted;
  }
}

function oldest(
  connection: Connection,
  experiment: number | undefined,
  until: number,
  count: number,
): readonly SqlRow[] {
  if (experiment === undefined) return connection.statement(OLDEST).all(until, count);
  return connection.statement(OLDEST_OF_EXPERIMENT).all(experiment, until, count);
}

type Deletion = { readonly [K in 'experimentId' | 'keepCharts']?: DeleteQuery[K] | undefined };

/** Deletes traces, of this experiment if one is named. Must run in a write transaction. Returns how many there were. */
function deleteSlice(
  connection: Connection,
  traceIds: readonly string[],
  { experimentId, keepCharts }: Deletion,
): number {
  const known = traceIds.filter((traceId) => idOf(connection, traceId) !== undefined);
  const found = known.flatMap((traceId) => findStoredTrace(connection, traceId) ?? []);
  const traces = found.filter(({ info }) => experimentId === undefined || info.experimentId === experimentId);
  resummed(connection, { ids: traces.map(({ id }) => id), keepCharts }, () => {
    for (const trace of traces) deleteRows(connection, trace);
  });
  return traces.length;
}

function deleteRows(connection: Connection, { id, info, spans }: StoredTrace): void {
  const experiment = connection.experiments.idOf(info.experimentId);
  deletePostings(connection, { experiment, ts: info.requestTimeMs, trace: id }, postingsOf(info, spans));
  connection.statement(DELETE_SPANS).run(...rowRange(id));
  deletePayload(connection, id);
  deleteAssessmentRows(connection, id);
  deleteText(connection, id);
  connection.statement(DELETE_TRACE).run(id);
}
