import type { Metric, Run, RunBatch, RunInfo } from '@spanwright/core/model';
import { noSuchRun, noSuchTag, refuseChangedParam, runInfoOf, valuesOfKind } from '../run-row.ts';
import type { Connection } from './connection.ts';
import type { SqlRow } from './driver.ts';
import { ensureExperiment } from './experiments.ts';

const SELECT = `
  SELECT r.run_id, r.name, e.id AS experiment_id, r.status, r.start_ms, r.end_ms, r.lifecycle_stage
  FROM runs AS r JOIN experiments AS e ON e.key = r.experiment`;
/** The statement that finds a run. */
export const FIND_RUN: string = `${SELECT} WHERE r.run_id = ?`;
/** The statement that lists the runs of an experiment. */
export const LIST_RUNS: string = `${SELECT} WHERE r.experiment = ? ORDER BY r.start_ms DESC, r.run_id DESC LIMIT ?`;
/** The statement that reads what was logged to a run. */
export const READ_VALUES = 'SELECT kind, key, value FROM run_values WHERE run_id = ?';
/** The statement that reads the metrics of a run, the newest value of each last. */
export const READ_METRICS = 'SELECT key, value FROM run_metrics WHERE run_id = ? ORDER BY key, step, ts, value';
/** The statement that reads all values of a metric. */
export const READ_HISTORY =
  'SELECT step, ts, value FROM run_metrics WHERE run_id = ? AND key = ? ORDER BY key, step, ts, value';
const DELETE_TAG = "DELETE FROM run_values WHERE run_id = ? AND kind = 'tag' AND key = ?";
const WRITE = `
  INSERT INTO runs(run_id, name, experiment, status, start_ms, end_ms, lifecycle_stage) VALUES (?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT(run_id) DO UPDATE SET name = excluded.name, status = excluded.status, end_ms = excluded.end_ms,
    lifecycle_stage = excluded.lifecycle_stage`;
const WRITE_VALUE = `
  INSERT INTO run_values(run_id, kind, key, value) VALUES (?, ?, ?, ?)
  ON CONFLICT(run_id, kind, key) DO UPDATE SET value = excluded.value`;
const FIND_VALUE = 'SELECT value FROM run_values WHERE run_id = ? AND kind = ? AND key = ?';
const WRITE_METRIC = 'INSERT INTO run_metrics(run_id, key, step, ts, value) VALUES (?, ?, ?, ?, ?)';

/**
 * Creates a run, or brings it up to date. Must run in a write transaction.
 * @param experimentName stands for the experiment's id where only the name is known.
 */
export function putRun(connection: Connection, info: RunInfo, experimentName?: string): void {
  const { runId, runName, status, startTimeMs, endTimeMs, lifecycleStage } = info;
  const experimentId =
    experimentName === undefined ? info.experimentId : ensureExperiment(connection, experimentName).experimentId;
  const experiment = connection.experiments.idOf(experimentId);
  connection.statement(WRITE).run(runId, runName, experiment, status, startTimeMs, endTimeMs ?? null, lifecycleStage);
}

/**
 * Logs parameters, metrics and tags, all or nothing. A parameter keeps its value: another one is refused. Must run in
 * a write transaction.
 */
export function logToRun(connection: Connection, runId: string, batch: RunBatch): void {
  requireRun(connection, runId);
  for (const [key, value] of Object.entries(batch.params ?? {})) {
    checkParam(connection, runId, key, value);
    connection.statement(WRITE_VALUE).run(runId, 'param', key, value);
  }
  for (const [key, value] of Object.entries(batch.tags ?? {}))
    connection.statement(WRITE_VALUE).run(runId, 'tag', key, value);
  for (const { key, value, step, timestampMs } of batch.metrics ?? [])
    connection.statement(WRITE_METRIC).run(runId, key, step, timestampMs, value);
}

/** Deletes a tag of a run, which must have it. Must run in a write transaction. */
export function deleteRunTag(connection: Connection, runId: string, key: string): void {
  requireRun(connection, runId);
  if (!connection.statement(FIND_VALUE).get(runId, 'tag', key)) throw noSuchTag(runId, key);
  connection.statement(DELETE_TAG).run(runId, key);
}

/** Every value that was logged of a metric, by step, then by time. */
export function getMetricHistory(connection: Connection, runId: string, key: string): readonly Metric[] {
  requireRun(connection, runId);
  return connection
    .statement(READ_HISTORY)
    .all(runId, key)
    .map(({ step, ts, value }) => ({
      key,
      // SQLite keeps NaN as NULL.
      value: value === null ? Number.NaN : Number(value),
      step: Number(step),
      timestampMs: Number(ts),
    }));
}

/** The run with this id. */
export function getRun(connection: Connection, runId: string): Run | undefined {
  const row = connection.statement(FIND_RUN).get(runId);
  return row && runOf(connection, row);
}

/** The newest runs of an experiment. */
export function listRuns(connection: Connection, experimentId: string, limit: number): readonly Run[] {
  const experiment = connection.experiments.find(experimentId);
  if (experiment === undefined) return [];
  return connection
    .statement(LIST_RUNS)
    .all(experiment, limit)
    .map((row) => runOf(connection, row));
}

function requireRun(connection: Connection, runId: string): void {
  if (!connection.statement(FIND_RUN).get(runId)) throw noSuchRun(runId);
}

function checkParam(connection: Connection, runId: string, key: string, value: string): void {
  refuseChangedParam(runId, key, connection.statement(FIND_VALUE).get(runId, 'param', key), value);
}

function runOf(connection: Connection, row: SqlRow): Run {
  const info = runInfoOf(row, String(row['experiment_id']));
  const values = connection.statement(READ_VALUES).all(info.runId);
  const metrics = connection.statement(READ_METRICS).all(info.runId);
  const [params, tags] = [valuesOfKind(values, 'param'), valuesOfKind(values, 'tag')];
  return { info, data: { params, tags, metrics: newestValues(metrics) } };
}

// SQLite keeps NaN as NULL.
function newestValues(metrics: readonly SqlRow[]): Run['data']['metrics'] {
  const values = metrics.map(({ key, value }): readonly [string, number] => [String(key), Number(value ?? Number.NaN)]);
  return Object.fromEntries(values);
}
