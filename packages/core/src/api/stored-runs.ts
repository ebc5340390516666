import { currentStore } from '../export/current-target.ts';
import { newId } from '../ids.ts';
import { flushWrites, pendingWrite } from '../export/pending-writes.ts';
import type { TrackingBackend } from '../export/tracking-backend.ts';
import {
  type EntitySearch,
  type Metric,
  type Run,
  RUN_GRAMMAR,
  type RunBatch,
  type RunInfo,
  type RunStatus,
  searchEntities,
  TracingError,
} from '../model/index.ts';
import { currentExperiment, resolveExperiment } from '../run/current-experiment.ts';
import { logBatch } from '../run/log-to-run.ts';
import { randomRunName } from '../run/run-name.ts';
import { checkedStatus } from '../run/run-status.ts';
import { RunTagKey } from '../run/run-tag-key.ts';
import { type ViewType, viewOf } from './view-type.ts';
import { givenOptions } from '../given-options.ts';

// Runs by their id: of this program, of another one, active or ended.

/** Runs of an experiment that a search looks at: MLflow's limit. */
const MAX_RUNS = 50_000;

/** What of a run can be changed. */
export type RunUpdate = Partial<Pick<RunInfo, 'runName' | 'status' | 'endTimeMs' | 'lifecycleStage'>>;

/** How a run is made that is not active. */
export interface CreateRunOptions {
  /** Default: a random one. */
  readonly runName?: string;
  readonly tags?: { readonly [key: string]: string };
  /** Milliseconds since the Unix epoch; default now. */
  readonly startTimeMs?: number;
}

/** Which runs a search gives. */
export interface RunSearch extends EntitySearch {
  /** Default: the current experiment. */
  readonly experimentIds?: readonly string[];
  /** At most this many; default 1000. */
  readonly maxResults?: number;
  /** MLflow's names; default `ACTIVE_ONLY`. */
  readonly runViewType?: ViewType;
}

/** Makes a run without making it active. */
export async function createRun(experimentId: string, options: CreateRunOptions = {}): Promise<Run> {
  const { runName = randomRunName(), tags, startTimeMs = Date.now() } = givenOptions('createRun()', options);
  const { backend } = currentStore();
  const made = await backend.createRun?.({ runName, startTimeMs, experiment: { experimentId } });
  const runId = made ?? newId();
  if (made === undefined)
    await backend.putRun({ runId, runName, experimentId, startTimeMs, status: 'RUNNING', lifecycleStage: 'active' });
  await logBatch(backend, runId, { tags: { [RunTagKey.NAME]: runName, ...tags } });
  return await findRun(backend, runId);
}

/**
 * The run with this id.
 * @throws TracingError RESOURCE_DOES_NOT_EXIST when there is none.
 */
export async function getRun(runId: string): Promise<Run> {
  const { backend } = currentStore();
  await flushWrites();
  return await findRun(backend, runId);
}

/**
 * Runs of some experiments, the newest first unless `orderBy` says otherwise.
 * @throws TracingError INVALID_PARAMETER_VALUE for a filter, an order or a view that MLflow does not have.
 */
export async function searchRuns(search: RunSearch = {}): Promise<readonly Run[]> {
  const { experimentIds, maxResults = 1000, runViewType, ...filter } = givenOptions('searchRuns()', search);
  const inView = viewOf(runViewType);
  const { backend } = currentStore();
  const experiment = currentExperiment();
  await flushWrites();
  const ids = experimentIds ?? [(await resolveExperiment(experiment, backend)).experimentId];
  const found = await Promise.all(ids.map((id) => backend.listRuns(id, MAX_RUNS)));
  const viewed = found.flat().filter(({ info }) => inView(info.lifecycleStage));
  return searchEntities(viewed, filter, RUN_GRAMMAR).slice(0, maxResults);
}

/** Logs to a run, all or nothing. Need not be awaited: a failure is logged. */
export function logToRun(runId: string, batch: RunBatch): Promise<void> {
  return pendingWrite('logging to a run', logBatch(currentStore().backend, runId, batch));
}

/** One value of a metric; the time is now unless it is told. */
export function metricOf(key: string, value: number, options: Partial<Pick<Metric, 'step' | 'timestampMs'>>): Metric {
  return { key, value, step: 0, timestampMs: Date.now(), ...options };
}

/** Changes a run. Need not be awaited: a failure is logged. */
export function updateRun(runId: string, update: RunUpdate): Promise<void> {
  const { backend } = currentStore();
  return pendingWrite('changing a run', change(backend, runId, update));
}

/** Ends a run. Need not be awaited: a failure is logged. */
export function setTerminated(runId: string, status: RunStatus = 'FINISHED', endTimeMs?: number): Promise<void> {
  return updateRun(runId, { status, endTimeMs: endTimeMs ?? Date.now() });
}

async function change(backend: TrackingBackend, runId: string, update: RunUpdate): Promise<void> {
  if (update.status !== undefined) checkedStatus(update.status);
  const { info } = await findRun(backend, runId);
  await backend.putRun({ ...info, ...update });
  if (update.runName !== undefined) await backend.logToRun(runId, { tags: { [RunTagKey.NAME]: update.runName } });
}

async function findRun(backend: TrackingBackend, runId: string): Promise<Run> {
  const run = await backend.getRun(runId);
  if (run) return run;
  throw new TracingError('RESOURCE_DOES_NOT_EXIST', `Run with id=${runId} not found`);
}
