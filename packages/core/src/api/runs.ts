import { isThenable, observePromise } from '../call/observe-promise.ts';
import { type RunStatus, TracingError } from '../model/index.ts';
import { ActiveRun } from '../run/active-run.ts';
import { currentExperiment, type ExperimentRef } from '../run/current-experiment.ts';
import { takeRunOfEnvironment } from '../run/run-of-environment.ts';
import { texts } from '../run/log-to-run.ts';
import { randomRunName } from '../run/run-name.ts';
import { activeRun, enterRun, inRun, leaveRun } from '../run/run-scope.ts';
import { checkedStatus } from '../run/run-status.ts';
import { RunTagKey } from '../run/run-tag-key.ts';
import { metricOf } from './stored-runs.ts';
import { givenOptions } from '../given-options.ts';

/** How a run is started. */
export interface RunOptions {
  /**
   * A run that there is already, which goes on: its status is `RUNNING` again, its name stays. Traces inside belong to it
   * and, unless `experimentId` is given, to the current experiment. Default: what `MLFLOW_RUN_ID` names, once.
   */
  readonly runId?: string;
  /** Default: a random one. */
  readonly runName?: string;
  /** Default: the active run's, else the one that `setExperiment` has set. */
  readonly experimentId?: string;
  readonly tags?: { readonly [key: string]: string };
  readonly description?: string;
  /** Needed where a run is active: the new one is its child. */
  readonly nested?: boolean;
  /** The run that the new one is a child of; default the active one. */
  readonly parentRunId?: string;
}

type RunCallback<T> = (run: ActiveRun) => T;

/**
 * Starts a run. With a callback it is active inside, across promises, and ends with it: `FINISHED`, or `FAILED` where
 * it throws or rejects. Without one it is active in the whole program until `endRun()`.
 * @example
 * await startRun({ runName: 'evaluation' }, async (run) => { await answer('question'); run.logMetric('score', 0.9); });
 */
export function startRun(options?: RunOptions): ActiveRun;
export function startRun<T>(options: RunOptions, callback: RunCallback<T>): T;
export function startRun<T>(callback: RunCallback<T>): T;
export function startRun<T>(first: RunOptions | RunCallback<T> = {}, second?: RunCallback<T>): ActiveRun | T {
  const [options, callback] = typeof first === 'function' ? [{}, first] : [first, second];
  const run = newRun(givenOptions('startRun()', options));
  if (callback) return runInside(run, callback);
  enterRun(run);
  return run;
}

/**
 * Ends the run that was started last without a callback. Without one it does nothing.
 * @throws TracingError INVALID_PARAMETER_VALUE for a status that there is not; the run goes on.
 */
export function endRun(status: RunStatus = 'FINISHED'): Promise<void> {
  checkedStatus(status);
  return leaveRun()?.end(status) ?? Promise.resolve();
}

/** Logs a parameter to the active run, which is started when there is none. */
export function logParam(key: string, value: unknown): Promise<void> {
  return requireRun().logParam(key, value);
}

/** Logs a value of a metric to the active run, which is started when there is none. */
export function logMetric(key: string, value: number, options?: { readonly step?: number }): Promise<void> {
  return requireRun().logMetric(key, value, options);
}

/** Sets a tag of the active run, which is started when there is none. */
export function setTag(key: string, value: unknown): Promise<void> {
  return requireRun().setTag(key, value);
}

/** Logs several parameters to the active run, all or nothing. */
export function logParams(params: { readonly [key: string]: unknown }): Promise<void> {
  const given = texts(givenOptions('logParams()', params));
  return requireRun().log({ params: given });
}

/** Logs values of several metrics to the active run, all or nothing. */
export function logMetrics(
  metrics: { readonly [key: string]: number },
  options: { readonly step?: number } = {},
): Promise<void> {
  const given = Object.entries(givenOptions('logMetrics()', metrics));
  return requireRun().log({ metrics: given.map(([key, value]) => metricOf(key, value, options)) });
}

/** Sets several tags of the active run. */
export function setTags(tags: { readonly [key: string]: unknown }): Promise<void> {
  const given = texts(givenOptions('setTags()', tags));
  return requireRun().log({ tags: given });
}

function requireRun(): ActiveRun {
  return activeRun() ?? startRun();
}

function newRun(options: RunOptions): ActiveRun {
  const active = activeRun();
  if (active && !options.nested && options.parentRunId === undefined) throw alreadyActive(active);
  const { runName = randomRunName(), runId = takeRunOfEnvironment() } = options;
  const tags = runTags(options, options.parentRunId ?? active?.runId);
  return new ActiveRun({
    ...(runId !== undefined && { runId }),
    runName,
    experiment: experimentOf(options, active),
    tags,
  });
}

function experimentOf({ experimentId }: RunOptions, active: ActiveRun | undefined): ExperimentRef {
  return experimentId === undefined ? (active?.experiment ?? currentExperiment()) : { experimentId };
}

function runTags({ tags, description }: RunOptions, parentRunId: string | undefined): Record<string, string> {
  return {
    ...tags,
    ...(description !== undefined && { [RunTagKey.DESCRIPTION]: description }),
    ...(parentRunId !== undefined && { [RunTagKey.PARENT]: parentRunId }),
  };
}

function runInside<T>(run: ActiveRun, callback: RunCallback<T>): T {
  let result: T;
  try {
    result = inRun(run, () => callback(run));
  } catch (error) {
    void run.end('FAILED');
    throw error;
  }
  return endWith(run, result);
}

function endWith<T>(run: ActiveRun, result: T): T {
  if (isThenable(result))
    return observePromise(result, { fulfilled: () => void run.end(), rejected: () => void run.end('FAILED') });
  void run.end();
  return result;
}

function alreadyActive({ runId }: ActiveRun): TracingError {
  const message =
    `Run with UUID ${runId} is already active. To start a new run, first end the current run with endRun(). ` +
    'To start a nested run, call startRun with nested: true';
  return new TracingError('INVALID_PARAMETER_VALUE', message);
}
