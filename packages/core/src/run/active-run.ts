import { currentStore } from '../export/current-exporter.ts';
import { newId } from '../ids.ts';
import { pendingWrite } from '../export/pending-writes.ts';
import type { TrackingBackend } from '../export/tracking-backend.ts';
import type { Metric, RunBatch, RunInfo, RunStatus } from '../model/index.ts';
import type { ExperimentRef } from './current-experiment.ts';
import { RunTagKey } from './run-tag-key.ts';

/** How a run is made. */
export interface NewRun {
  readonly runName: string;
  readonly experiment: ExperimentRef;
  readonly tags: { readonly [key: string]: string };
}

/**
 * A run in progress. Everything is written behind the program, in its order; the promises tell when it is stored, and
 * need not be awaited. Traces that start while the run is active belong to it.
 */
export class ActiveRun {
  /** 32 hex digits. */
  readonly runId: string = newId();
  readonly runName: string;
  /** Where the run's traces belong. */
  readonly experiment: ExperimentRef;
  /** Milliseconds since the Unix epoch. */
  readonly startTimeMs: number = Date.now();
  readonly #backend: TrackingBackend;
  #status: RunStatus = 'RUNNING';

  constructor({ runName, experiment, tags }: NewRun) {
    this.runName = runName;
    this.experiment = experiment;
    this.#backend = currentStore().backend;
    void this.#put({});
    void this.log({ tags: { [RunTagKey.NAME]: runName, ...tags } });
  }

  get status(): RunStatus {
    return this.#status;
  }

  /** Logs parameters, metrics and tags, all or nothing. A parameter keeps its first value: another one is refused. */
  log(batch: RunBatch): Promise<void> {
    return pendingWrite('logging to a run', this.#backend.logToRun(this.runId, batch));
  }

  /** Logs one parameter, as text. */
  logParam(key: string, value: unknown): Promise<void> {
    return this.log({ params: { [key]: String(value) } });
  }

  /** Logs one value of a metric; the time is now unless it is told, in milliseconds since the Unix epoch. */
  logMetric(key: string, value: number, options: Partial<Pick<Metric, 'step' | 'timestampMs'>> = {}): Promise<void> {
    return this.log({ metrics: [{ key, value, step: 0, timestampMs: Date.now(), ...options }] });
  }

  /** Sets one tag, as text. */
  setTag(key: string, value: unknown): Promise<void> {
    return this.log({ tags: { [key]: String(value) } });
  }

  /** Ends the run; a second end changes nothing. */
  end(status: RunStatus = 'FINISHED'): Promise<void> {
    if (this.#status !== 'RUNNING') return Promise.resolve();
    this.#status = status;
    return this.#put({ endTimeMs: Date.now() });
  }

  #put(end: { readonly endTimeMs?: number }): Promise<void> {
    const { runId, runName, startTimeMs, experiment } = this;
    const experimentId = 'experimentId' in experiment ? experiment.experimentId : '';
    const named = 'experimentName' in experiment ? experiment.experimentName : undefined;
    const status = this.#status;
    const info: RunInfo = { runId, runName, experimentId, status, startTimeMs, ...end, lifecycleStage: 'active' };
    return pendingWrite('storing a run', this.#backend.putRun(info, named));
  }
}
