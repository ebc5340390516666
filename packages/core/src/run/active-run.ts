import { currentStore } from '../export/current-target.ts';
import { pendingWrite } from '../export/pending-writes.ts';
import type { TrackingBackend } from '../export/tracking-backend.ts';
import { type Metric, type RunBatch, type RunInfo, type RunStatus, TracingError } from '../model/index.ts';
import type { ExperimentRef } from './current-experiment.ts';
import { logBatch } from './log-to-run.ts';
import { checkedStatus } from './run-status.ts';
import { RunTagKey } from './run-tag-key.ts';

/** How a run is made, or taken up again. */
export interface NewRun {
  /** Of a run that there is already: it goes on, under its own name. */
  readonly runId?: string;
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
  readonly runId: string;
  /** Of a run that goes on: what it was started with here, not what is stored. */
  readonly runName: string;
  /** Where the run's traces belong. */
  readonly experiment: ExperimentRef;
  /** Milliseconds since the Unix epoch. */
  readonly startTimeMs: number = Date.now();
  readonly #backend: TrackingBackend;
  readonly #goesOn: boolean;
  #status: RunStatus = 'RUNNING';

  constructor({ runId, runName, experiment, tags }: NewRun) {
    const store = currentStore();
    this.runId = runId ?? store.newRunId({ runName, experiment, startTimeMs: this.startTimeMs });
    this.#goesOn = runId !== undefined;
    this.runName = runName;
    this.experiment = experiment;
    this.#backend = store.backend;
    void this.#put({});
    const named = this.#goesOn ? tags : { [RunTagKey.NAME]: runName, ...tags };
    if (Object.keys(named).length > 0) void this.log({ tags: named });
  }

  get status(): RunStatus {
    return this.#status;
  }

  /** Logs parameters, metrics and tags, all or nothing. A parameter keeps its first value: another one is refused. */
  log(batch: RunBatch): Promise<void> {
    return pendingWrite('logging to a run', logBatch(this.#backend, this.runId, batch));
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

  /**
   * Ends the run; a second end changes nothing.
   * @throws TracingError INVALID_PARAMETER_VALUE for a status that there is not.
   */
  end(status: RunStatus = 'FINISHED'): Promise<void> {
    if (this.#status !== 'RUNNING') return Promise.resolve();
    this.#status = checkedStatus(status);
    return this.#put({ endTimeMs: Date.now() });
  }

  #put(end: { readonly endTimeMs?: number }): Promise<void> {
    return pendingWrite('storing a run', this.#goesOn ? this.#takeUp(end) : this.#store(end));
  }

  #store(end: { readonly endTimeMs?: number }): Promise<void> {
    const { runId, runName, startTimeMs, experiment } = this;
    const experimentId = 'experimentId' in experiment ? experiment.experimentId : '';
    const named = 'experimentName' in experiment ? experiment.experimentName : undefined;
    const status = this.#status;
    const info: RunInfo = { runId, runName, experimentId, status, startTimeMs, ...end, lifecycleStage: 'active' };
    return this.#backend.putRun(info, named);
  }

  async #takeUp(end: { readonly endTimeMs?: number }): Promise<void> {
    const status = this.#status;
    const stored = await this.#backend.getRun(this.runId);
    if (!stored) throw new TracingError('RESOURCE_DOES_NOT_EXIST', `Run with id=${this.runId} not found`);
    const { endTimeMs: _, ...info } = stored.info;
    await this.#backend.putRun({ ...info, status, ...end });
  }
}
