import { type Experiment, TracingError } from '@spanwright/core/model';
import type { Connection } from './connection.ts';
import type { SqlRow } from './driver.ts';

const COLUMNS = 'SELECT key, id, name, lifecycle_stage, created_ms, updated_ms, tags FROM experiments';
/** The statement that finds an experiment by its id. */
export const EXPERIMENT_BY_ID: string = `${COLUMNS} WHERE id = ?`;
/** The statement that finds an experiment by its name. */
export const EXPERIMENT_BY_NAME: string = `${COLUMNS} WHERE name = ?`;
const ALL = `${COLUMNS} ORDER BY key`;
const CREATE = 'INSERT INTO experiments(id, name, created_ms, tags) VALUES (?, ?, ?, ?)';
const NEXT_ID = 'SELECT max(key) AS newest FROM experiments';
const UPDATE = 'UPDATE experiments SET name = ?, lifecycle_stage = ?, tags = ?, updated_ms = ? WHERE id = ?';

const MAX_NAME_CHARS = 500;

type Tags = Experiment['tags'];

/** What of an experiment can be changed. */
export type ExperimentUpdate = Partial<Pick<Experiment, 'name' | 'lifecycleStage' | 'tags'>>;

/** Creates an experiment. Must run in a write transaction. */
export function createExperiment(connection: Connection, name: string, tags: Tags = {}): Experiment {
  checkName(name);
  if (connection.statement(EXPERIMENT_BY_NAME).get(name)) {
    throw new TracingError('RESOURCE_ALREADY_EXISTS', `Experiment(name=${name}) already exists.`);
  }
  const id = freeId(connection);
  connection.statement(CREATE).run(id, name, Date.now(), JSON.stringify(tags));
  return requireExperiment(connection, id);
}

/** The experiment of this name, created when there is none. Must run in a write transaction. */
export function ensureExperiment(connection: Connection, name: string): Experiment {
  return getExperimentByName(connection, name) ?? createExperiment(connection, name);
}

/** The experiment with this id. */
export function getExperiment(connection: Connection, experimentId: string): Experiment | undefined {
  const row = connection.statement(EXPERIMENT_BY_ID).get(experimentId);
  return row && experimentOf(row);
}

/** The experiment of this name. */
export function getExperimentByName(connection: Connection, name: string): Experiment | undefined {
  const row = connection.statement(EXPERIMENT_BY_NAME).get(name);
  return row && experimentOf(row);
}

/** All experiments, in the order of their making. */
export function listExperiments(connection: Connection): readonly Experiment[] {
  return connection.statement(ALL).all().map(experimentOf);
}

/** Changes an experiment; tags are merged. Must run in a write transaction. */
export function updateExperiment(connection: Connection, experimentId: string, update: ExperimentUpdate): void {
  const old = requireExperiment(connection, experimentId);
  const { name, lifecycleStage, tags } = { ...old, ...update, tags: { ...old.tags, ...update.tags } };
  checkName(name);
  connection.statement(UPDATE).run(name, lifecycleStage, JSON.stringify(tags), Date.now(), experimentId);
}

/** Deletes a tag of an experiment; one that it does not have is no error. Must run in a write transaction. */
export function deleteExperimentTag(connection: Connection, experimentId: string, key: string): void {
  const { name, lifecycleStage, tags } = requireExperiment(connection, experimentId);
  const { [key]: _, ...rest } = tags;
  connection.statement(UPDATE).run(name, lifecycleStage, JSON.stringify(rest), Date.now(), experimentId);
}

/** `getExperiment`; throws when there is none. */
export function requireExperiment(connection: Connection, experimentId: string): Experiment {
  const found = getExperiment(connection, experimentId);
  if (found) return found;
  throw new TracingError('RESOURCE_DOES_NOT_EXIST', `No Experiment with id=${experimentId} exists`);
}

function freeId(connection: Connection): string {
  let next = Number(connection.statement(NEXT_ID).get()?.['newest'] ?? 0);
  while (connection.statement(EXPERIMENT_BY_ID).get(String(next))) next++;
  return String(next);
}

/** Checks the name of an experiment. */
export function checkName(name: string): void {
  if (typeof name === 'string' && name !== '' && name.length <= MAX_NAME_CHARS) return;
  const message = `An experiment's name must be a text of 1 to ${MAX_NAME_CHARS} characters, not ${JSON.stringify(name)}.`;
  throw new TracingError('INVALID_PARAMETER_VALUE', message);
}

function experimentOf(row: SqlRow): Experiment {
  return {
    experimentId: String(row['id']),
    // Traces may name an experiment that nobody has created.
    name: row['name'] === null ? String(row['id']) : String(row['name']),
    lifecycleStage: row['lifecycle_stage'] === 'deleted' ? 'deleted' : 'active',
    tags: JSON.parse(String(row['tags'])) as Tags,
    creationTimeMs: Number(row['created_ms']),
    lastUpdateTimeMs: Number(row['updated_ms'] ?? row['created_ms']),
  };
}
