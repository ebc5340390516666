import type { Metric, Run, RunBatch, RunInfo } from '@spanwright/core/model';
import { noSuchRun, noSuchTag, refuseChangedParam, runInfoOf, valuesOfKind } from '../run-row.ts';
import { ensureExperiment } from './experiments.ts';
import type { PgRow } from './pool.ts';
import type { Queries } from './queries.ts';

const RUN_COLUMNS = ['run_id', 'name', 'experiment', 'status', 'start_ms', 'end_ms', 'lifecycle_stage'];
const UPSERT_RUN = `
  ON CONFLICT(run_id) DO UPDATE SET name = excluded.name, status = excluded.status, end_ms = excluded.end_ms,
    lifecycle_stage = excluded.lifecycle_stage`;
const UPSERT_VALUE = 'ON CONFLICT(run_id, kind, key) DO UPDATE SET value = excluded.value';

/**
 * Creates a run, or brings it up to date.
 * @param experimentName stands for the experiment's id where only the name is known.
 */
export async function putRun(db: Queries, info: RunInfo, experimentName?: string): Promise<void> {
  const { runId, runName, status, startTimeMs, endTimeMs = null, lifecycleStage } = info;
  const experimentId =
    experimentName === undefined ? info.experimentId : (await ensureExperiment(db, experimentName)).experimentId;
  await db.rows('INSERT INTO experiments(id, created_ms) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
    experimentId,
    Date.now(),
  ]);
  const row = [runId, runName, experimentId, status, startTimeMs, endTimeMs, lifecycleStage];
  await db.insert('runs', RUN_COLUMNS, [row], UPSERT_RUN);
}

/** Logs parameters, metrics and tags, all or nothing. A parameter keeps its value: another one is refused. */
export async function logToRun(db: Queries, runId: string, batch: RunBatch): Promise<void> {
  await requireRun(db, runId);
  const [params, tags] = [Object.entries(batch.params ?? {}), Object.entries(batch.tags ?? {})];
  for (const [key, value] of params) await checkParam(db, runId, [key, value]);
  const values = [
    ...params.map(([key, value]) => [runId, 'param', key, value]),
    ...tags.map(([key, value]) => [runId, 'tag', key, value]),
  ];
  await db.insert('run_values', ['run_id', 'kind', 'key', 'value'], values, UPSERT_VALUE);
  const metrics = (batch.metrics ?? []).map(({ key, value, step, timestampMs }) => [
    runId,
    key,
    step,
    timestampMs,
    value,
  ]);
  await db.insert('run_metrics', ['run_id', 'key', 'step', 'ts', 'value'], metrics);
}

/** Deletes a tag of a run, which must have it. */
export async function deleteRunTag(db: Queries, runId: string, key: string): Promise<void> {
  await requireRun(db, runId);
  const deletion = "DELETE FROM run_values WHERE run_id = $1 AND kind = 'tag' AND key = $2 RETURNING key";
  if (!(await db.first(deletion, [runId, key]))) throw noSuchTag(runId, key);
}

/** Every value that was logged of a metric, by step, then by time. */
export async function getMetricHistory(db: Queries, runId: string, key: string): Promise<readonly Metric[]> {
  if (!(await db.first('SELECT 1 FROM runs WHERE run_id = $1', [runId]))) throw noSuchRun(runId);
  const history = 'SELECT step, ts, value FROM run_metrics WHERE run_id = $1 AND key = $2 ORDER BY step, ts, id';
  const rows = await db.rows(history, [runId, key]);
  return rows.map(({ step, ts, value }) => ({
    key,
    value: Number(value),
    step: Number(step),
    timestampMs: Number(ts),
  }));
}

async function requireRun(db: Queries, runId: string): Promise<void> {
  if (!(await db.first('SELECT 1 FROM runs WHERE run_id = $1 FOR UPDATE', [runId]))) throw noSuchRun(runId);
}

/** The run with this id. */
export async function getRun(db: Queries, runId: string): Promise<Run | undefined> {
  const row = await db.first('SELECT * FROM runs WHERE run_id = $1', [runId]);
  return row && runOf(db, row);
}

/** The newest runs of an experiment. */
export async function listRuns(db: Queries, experimentId: string, limit: number): Promise<readonly Run[]> {
  const rows = await db.rows(
    'SELECT * FROM runs WHERE experiment = $1 ORDER BY start_ms DESC, run_id COLLATE "C" DESC LIMIT $2',
    [experimentId, limit],
  );
  const runs: Run[] = [];
  for (const row of rows) runs.push(await runOf(db, row));
  return runs;
}

async function checkParam(db: Queries, runId: string, [key, value]: readonly [string, string]): Promise<void> {
  const row = await db.first("SELECT value FROM run_values WHERE run_id = $1 AND kind = 'param' AND key = $2", [
    runId,
    key,
  ]);
  refuseChangedParam(runId, key, row, value);
}

async function runOf(db: Queries, row: PgRow): Promise<Run> {
  const info = runInfoOf(row, String(row['experiment']));
  const values = await db.rows('SELECT kind, key, value FROM run_values WHERE run_id = $1', [info.runId]);
  const metrics = await db.rows(
    `SELECT DISTINCT ON (key) key, value FROM run_metrics WHERE run_id = $1
     ORDER BY key, step DESC, ts DESC, nullif(value, 'NaN') DESC NULLS LAST`,
    [info.runId],
  );
  const newest = Object.fromEntries(metrics.map(({ key, value }) => [String(key), Number(value)]));
  return { info, data: { params: valuesOfKind(values, 'param'), tags: valuesOfKind(values, 'tag'), metrics: newest } };
}
