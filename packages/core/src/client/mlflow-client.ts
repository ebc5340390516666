import { type DeleteOptions, deleteTraces } from '../api/delete-traces.ts';
import * as experiments from '../api/experiments.ts';
import * as feedback from '../api/feedback.ts';
import { requireTrace } from '../api/get-trace.ts';
import * as runs from '../api/stored-runs.ts';
import { deleteTraceTag, setTraceTag } from '../api/trace-tags.ts';
import { getTrackingUri, withTrackingUri } from '../export/current-target.ts';
import { parseTrackingUri } from '../export/tracking-uri.ts';
import type { Assessment, Experiment, Metric, Run, RunBatch, RunStatus, Trace } from '../model/index.ts';
import { searchTraceList, type SearchOptions, type TraceList } from '../search/trace-list.ts';
import type { LiveSpan } from '../span/live-span.ts';
import type { SpanEndOptions } from '../span/span-options.ts';
import { type TraceRef, traceIdOf } from '../trace-ref.ts';
import * as spans from './client-spans.ts';
import { givenOptions } from '../given-options.ts';

/**
 * Everything by ids: for programs whose spans start in one place and end in another, and for what is stored already.
 * Every `traceId` may be given as `requestId`, MLflow's older name. MLflow's `MlflowClient`.
 * @example
 * const client = new MlflowClient();
 * const { traceId, spanId } = client.startTrace('answer', { inputs: { question } });
 * const child = client.startSpan('search', { traceId, parentId: spanId });
 * client.endSpan({ traceId, spanId: child.spanId, outputs: documents });
 * client.endTrace(traceId, { outputs: answer });
 */
export class MlflowClient {
  readonly #uri: string | undefined;

  /**
   * @param options.trackingUri default: the one in force at each call
   * @throws TracingError INVALID_TRACKING_URI
   */
  constructor(options: { readonly trackingUri?: string } = {}) {
    const { trackingUri } = givenOptions('new MlflowClient()', options);
    if (trackingUri !== undefined) parseTrackingUri(trackingUri);
    this.#uri = trackingUri;
  }

  /** Where this client's calls go. */
  get trackingUri(): string {
    return this.#uri ?? getTrackingUri();
  }

  /**
   * Starts a trace with its root span, which is not made active.
   * @throws TracingError INVALID_PARAMETER_VALUE where a trace of the fluent functions is active.
   */
  startTrace(nameOrOptions: string | spans.StartTraceOptions, options: spans.StartTraceOptions = {}): LiveSpan {
    const all = typeof nameOrOptions === 'string' ? { ...options, name: nameOrOptions } : nameOrOptions;
    return this.#here(() => spans.startTrace(all));
  }

  /**
   * Starts a child of a span, of this client or a fluent one, whose trace is in progress.
   * @throws TracingError INVALID_PARAMETER_VALUE without `parentId` or `traceId`, RESOURCE_DOES_NOT_EXIST for a parent
   *   that is not there.
   */
  startSpan(options: spans.StartSpanOptions): LiveSpan;
  startSpan(name: string, options: spans.StartSpanOptions): LiveSpan;
  startSpan(first: string | spans.StartSpanOptions, second?: spans.StartSpanOptions): LiveSpan {
    const options = typeof first === 'string' ? { ...(second as spans.StartSpanOptions), name: first } : first;
    return this.#here(() => spans.startSpan(options));
  }

  /** Ends a span. One that is not known, or has ended, is left alone. */
  endSpan(options: spans.EndSpanOptions): void {
    spans.endSpan(options);
  }

  /**
   * Ends a trace: its open spans as they stand, then its root.
   * @throws TracingError RESOURCE_DOES_NOT_EXIST for a trace that this process does not have in progress,
   *   INVALID_PARAMETER_VALUE for one that has ended.
   */
  endTrace(trace: string | spans.EndTraceOptions, options: SpanEndOptions = {}): void {
    spans.endTrace(typeof trace === 'string' ? { ...options, traceId: trace } : trace);
  }

  /**
   * Reads a trace, after this process's own pending writes.
   * @throws TracingError RESOURCE_DOES_NOT_EXIST when there is none of that id.
   */
  getTrace(trace: string | TraceRef): Promise<Trace> {
    return this.#here(() => requireTrace(trace));
  }

  /** Finds traces, after this process's own pending writes. */
  searchTraces(options: SearchOptions = {}): Promise<TraceList> {
    return this.#here(() => searchTraceList(options));
  }

  /** Deletes traces: those with some ids, or the oldest until a moment. Resolves with their number. */
  deleteTraces(options: DeleteOptions): Promise<number> {
    return this.#here(() => deleteTraces(options));
  }

  /** Sets a tag of a trace, in progress or stored. Need not be awaited: a failure is logged. */
  setTraceTag(trace: string | TraceRef, key: string, value: unknown): Promise<void> {
    return this.#here(() => setTraceTag(traceIdOf(trace), key, value));
  }

  /** Deletes a tag of a trace, which must have it. Need not be awaited: a failure is logged. */
  deleteTraceTag(trace: string | TraceRef, key: string): Promise<void> {
    return this.#here(() => deleteTraceTag(traceIdOf(trace), key));
  }

  /** Stores a judgement on a trace or span. Need not be awaited: a failure is logged. */
  logFeedback(options: feedback.FeedbackOptions): Promise<Assessment> {
    return this.#here(() => feedback.logFeedback(options));
  }

  /** Stores what should have come out. Need not be awaited: a failure is logged. */
  logExpectation(options: feedback.ExpectationOptions): Promise<Assessment> {
    return this.#here(() => feedback.logExpectation(options));
  }

  /** Stores a feedback in the place of another one, which stays but is not valid any more. */
  overrideFeedback(options: feedback.OverrideOptions): Promise<Assessment> {
    return this.#here(() => feedback.overrideFeedback(options));
  }

  /** Reads an assessment. Rejects when there is none. */
  getAssessment(key: feedback.AssessmentKey): Promise<Assessment> {
    return this.#here(() => feedback.getAssessment(key));
  }

  /** Changes an assessment; metadata is merged. */
  updateAssessment(options: feedback.AssessmentKey & feedback.AssessmentChanges): Promise<Assessment> {
    return this.#here(() => feedback.updateAssessment(options));
  }

  /** Deletes an assessment; one that it has overridden is valid again. An unknown id is no error. */
  deleteAssessment(key: feedback.AssessmentKey): Promise<void> {
    return this.#here(() => feedback.deleteAssessment(key));
  }

  /** Creates an experiment, whose name must be free; resolves with its id. */
  createExperiment(name: string, options: { readonly tags?: Experiment['tags'] } = {}): Promise<string> {
    return this.#here(() => experiments.createExperiment(name, options));
  }

  /** The experiment with this id. Rejects when there is none. */
  getExperiment(experimentId: string): Promise<Experiment> {
    return this.#here(() => experiments.getExperiment(experimentId));
  }

  /** The experiment of this name, or undefined. */
  getExperimentByName(name: string): Promise<Experiment | undefined> {
    return this.#here(() => experiments.getExperimentByName(name));
  }

  /** Experiments, the newest first. */
  searchExperiments(options: experiments.ExperimentSearch = {}): Promise<readonly Experiment[]> {
    return this.#here(() => experiments.searchExperiments(options));
  }

  /** Marks an experiment as deleted; what belongs to it stays. */
  deleteExperiment(experimentId: string): Promise<void> {
    return this.#here(() => experiments.deleteExperiment(experimentId));
  }

  /** Takes the deletion of an experiment back. */
  restoreExperiment(experimentId: string): Promise<void> {
    return this.#here(() => experiments.restoreExperiment(experimentId));
  }

  /** Gives an experiment another name. */
  renameExperiment(experimentId: string, name: string): Promise<void> {
    return this.#here(() => experiments.renameExperiment(experimentId, name));
  }

  /** Sets a tag of an experiment, as text. */
  setExperimentTag(experimentId: string, key: string, value: unknown): Promise<void> {
    return this.#here(() => experiments.setExperimentTag(experimentId, key, value));
  }

  /** Makes a run without making it active. */
  createRun(experimentId: string, options: runs.CreateRunOptions = {}): Promise<Run> {
    return this.#here(() => runs.createRun(experimentId, options));
  }

  /** The run with this id. Rejects when there is none. */
  getRun(runId: string): Promise<Run> {
    return this.#here(() => runs.getRun(runId));
  }

  /** The newest runs of some experiments. */
  searchRuns(options: runs.RunSearch = {}): Promise<readonly Run[]> {
    return this.#here(() => runs.searchRuns(options));
  }

  /** Logs one parameter to a run, as text. Another value for the same one is refused. */
  logParam(runId: string, key: string, value: unknown): Promise<void> {
    return this.logBatch(runId, { params: { [key]: String(value) } });
  }

  /** Logs one value of a metric to a run; the time is now unless it is told, in milliseconds since the Unix epoch. */
  logMetric(
    runId: string,
    key: string,
    value: number,
    options: Partial<Pick<Metric, 'step' | 'timestampMs'>> = {},
  ): Promise<void> {
    return this.logBatch(runId, { metrics: [runs.metricOf(key, value, options)] });
  }

  /** Sets one tag of a run, as text. */
  setTag(runId: string, key: string, value: unknown): Promise<void> {
    return this.logBatch(runId, { tags: { [key]: String(value) } });
  }

  /** Logs parameters, metrics and tags to a run, all or nothing. */
  logBatch(runId: string, batch: RunBatch): Promise<void> {
    return this.#here(() => runs.logToRun(runId, batch));
  }

  /** Ends a run; the time is now unless it is told, in milliseconds since the Unix epoch. */
  setTerminated(runId: string, status: RunStatus = 'FINISHED', endTimeMs?: number): Promise<void> {
    return this.#here(() => runs.setTerminated(runId, status, endTimeMs));
  }

  /** Changes a run's name or state. */
  updateRun(runId: string, update: Pick<runs.RunUpdate, 'runName' | 'status'>): Promise<void> {
    return this.#here(() => runs.updateRun(runId, update));
  }

  /** Marks a run as deleted; its traces stay. */
  deleteRun(runId: string): Promise<void> {
    return this.#here(() => runs.updateRun(runId, { lifecycleStage: 'deleted' }));
  }

  /** Takes the deletion of a run back. */
  restoreRun(runId: string): Promise<void> {
    return this.#here(() => runs.updateRun(runId, { lifecycleStage: 'active' }));
  }

  #here<T>(work: () => T): T {
    return withTrackingUri(this.#uri, work);
  }
}
