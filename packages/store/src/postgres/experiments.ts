import { type Experiment, TracingError } from '@spanwright/core/model';
import { checkName } from '../sqlite/experiments.ts';
import type { ExperimentUpdate } from '../sqlite/experiments.ts';
import type { PgRow } from './pool.ts';
import type { Queries } from './queries.ts';

type Tags = Experiment['tags'];

/** Creates an experiment. */
export async function createExperiment(db: Queries, name: string, tags: Tags = {}): Promise<Experiment> {
  checkName(name);
  await db.rows('LOCK TABLE experiments IN SHARE ROW EXCLUSIVE MODE');
  if (await getExperimentByName(db, name)) {
    throw new TracingError('RESOURCE_ALREADY_EXISTS', `Experiment(name=${name}) already exists.`);
  }
  const id = await freeId(db);
  await db.rows('INSERT INTO experiments(id, name, created_ms, tags) VALUES ($1, $2, $3, $4)', [
    id,
    name,
    Date.now(),
    JSON.stringify(tags),
  ]);
  return requireExperiment(db, id);
}

/** The experiment of this name, created when there is none. */
export async function ensureExperiment(db: Queries, name: string): Promise<Experiment> {
  const found = await getExperimentByName(db, name);
  if (found) return found;
  // Another program may be creating it: its transaction is waited for, then there is one.
  await db.rows('LOCK TABLE experiments IN SHARE ROW EXCLUSIVE MODE');
  return (await getExperimentByName(db, name)) ?? createExperiment(db, name);
}

/** The experiment with this id. */
export async function getExperiment(db: Queries, experimentId: string): Promise<Experiment | undefined> {
  const row = await db.first('SELECT * FROM experiments WHERE id = $1', [experimentId]);
  return row && experimentOf(row);
}

/** The experiment of this name. */
export async function getExperimentByName(db: Queries, name: string): Promise<Experiment | undefined> {
  const row = await db.first('SELECT * FROM experiments WHERE name = $1', [name]);
  return row && experimentOf(row);
}

/** All experiments, in the order of their making. */
export async function listExperiments(db: Queries): Promise<readonly Experiment[]> {
  return (await db.rows('SELECT * FROM experiments ORDER BY key')).map(experimentOf);
}

/** Changes an experiment; tags are merged. */
export async function updateExperiment(db: Queries, experimentId: string, update: ExperimentUpdate): Promise<void> {
  await db.rows('SELECT 1 FROM experiments WHERE id = $1 FOR UPDATE', [experimentId]);
  const old = await requireExperiment(db, experimentId);
  const { name, lifecycleStage, tags } = { ...old, ...update, tags: { ...old.tags, ...update.tags } };
  checkName(name);
  await db.rows('UPDATE experiments SET name = $2, lifecycle_stage = $3, tags = $4, updated_ms = $5 WHERE id = $1', [
    experimentId,
    name,
    lifecycleStage,
    JSON.stringify(tags),
    Date.now(),
  ]);
}

/** Deletes a tag of an experiment; one that it does not have is no error. */
export async function deleteExperimentTag(db: Queries, experimentId: string, key: string): Promise<void> {
  await db.rows('SELECT 1 FROM experiments WHERE id = $1 FOR UPDATE', [experimentId]);
  const { [key]: _, ...rest } = (await requireExperiment(db, experimentId)).tags;
  const update = 'UPDATE experiments SET tags = $2, updated_ms = $3 WHERE id = $1';
  await db.rows(update, [experimentId, JSON.stringify(rest), Date.now()]);
}

async function requireExperiment(db: Queries, experimentId: string): Promise<Experiment> {
  const found = await getExperiment(db, experimentId);
  if (found) return found;
  throw new TracingError('RESOURCE_DOES_NOT_EXIST', `No Experiment with id=${experimentId} exists`);
}

async function freeId(db: Queries): Promise<string> {
  const row = await db.first(`
    SELECT max(n) + 1 AS next FROM (SELECT 0 AS n UNION ALL
      SELECT id::bigint FROM experiments WHERE id ~ '^[0-9]{1,15}$') AS numbers`);
  return String(row?.['next']);
}

function experimentOf(row: PgRow): Experiment {
  const id = String(row['id']);
  return {
    experimentId: id,
    // Traces may name an experiment that nobody has created.
    name: typeof row['name'] === 'string' ? row['name'] : id,
    lifecycleStage: row['lifecycle_stage'] === 'deleted' ? 'deleted' : 'active',
    tags: JSON.parse(String(row['tags'])) as Tags,
    creationTimeMs: Number(row['created_ms']),
    lastUpdateTimeMs: Number(row['updated_ms'] ?? row['created_ms']),
  };
}
