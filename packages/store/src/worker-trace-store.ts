import {
  type Assessment,
  type AssessmentUpdate,
  type Experiment,
  type Metric,
  type Run,
  type RunBatch,
  type RunInfo,
  type SpanData,
  type TraceData,
  TracingError,
} from '@spanwright/core/model';
import { resolve } from 'node:path';
import type { ModelPrice } from './cost/model-price.ts';
import { unpackPage } from './packed-page.ts';
import { unpackFound, unpackTraces } from './packed-trace.ts';
import type { Retention, StoreStats } from './retention.ts';
import type { DatabaseSettings } from './sqlite/open-database.ts';
import type { StoreObserver } from './store-observer.ts';
import { forgetAtExit, settleAtExit } from './thread/exit-listener.ts';
import type { StoreMethods } from './thread/messages.ts';
import { StoreClient } from './thread/store-client.ts';
import type { ChartPoint, ChartQuery, Facet, FacetQuery, SessionPage, SessionQuery } from './summaries.ts';
import type { DeleteQuery, ListQuery, SearchQuery, TracePage, TraceStore } from './trace-store.ts';

const EXIT_TIMEOUT_MS = 10_000;

/**
 * A store whose work is done in a worker thread, started at the first call. The process is kept alive only while
 * answers are waited for. When it ends otherwise (`process.exit()`, an uncaught error), it first waits, at most 10 s,
 * until everything is stored. Calls without an end are kept in memory: await them, or bound their number.
 */
export class WorkerTraceStore implements TraceStore {
  readonly #path: string;
  readonly #client: StoreClient;
  #closed = false;

  /** Use `openTraceStore`. */
  constructor(settings: DatabaseSettings, observer: StoreObserver) {
    this.#path = settings.path;
    this.#client = new StoreClient(settings, observer);
  }

  append(traces: readonly TraceData[]): Promise<void> {
    if (!Array.isArray(traces))
      return Promise.reject(new TracingError('INVALID_PARAMETER_VALUE', 'append needs an array of traces.'));
    return this.#call('append', [traces]);
  }

  getTrace(traceId: string): Promise<TraceData | undefined> {
    return this.#unpacked('getTrace', [traceId], unpackFound);
  }

  getTraceOutline(traceId: string): Promise<TraceData | undefined> {
    return this.#unpacked('getTraceOutline', [traceId], unpackFound);
  }

  getSpan(traceId: string, spanId: string): Promise<SpanData | undefined> {
    return this.#call('getSpan', [traceId, spanId]);
  }

  getTraces(traceIds: readonly string[]): Promise<readonly TraceData[]> {
    return this.#unpacked('getTraces', [traceIds], unpackTraces);
  }

  listTraces(query: ListQuery = {}): Promise<TracePage> {
    return this.#unpacked('listTraces', [query], unpackPage);
  }

  searchTraces(query: SearchQuery = {}): Promise<TracePage> {
    return this.#unpacked('searchTraces', [query], unpackPage);
  }

  searchTracesJson(query: SearchQuery = {}): Promise<string> {
    return this.#call('searchTracesJson', [query]);
  }

  setTraceTag(traceId: string, key: string, value: string): Promise<void> {
    return this.#call('setTraceTag', [traceId, key, value]);
  }

  deleteTraceTag(traceId: string, key: string): Promise<void> {
    return this.#call('deleteTraceTag', [traceId, key]);
  }

  deleteTraces(query: DeleteQuery): Promise<number> {
    return this.#call('deleteTraces', [query]);
  }

  createExperiment(name: string, tags: Experiment['tags'] = {}): Promise<Experiment> {
    return this.#call('createExperiment', [name, tags]);
  }

  ensureExperiment(name: string): Promise<Experiment> {
    return this.#call('ensureExperiment', [name]);
  }

  getExperiment(experimentId: string): Promise<Experiment | undefined> {
    return this.#call('getExperiment', [experimentId]);
  }

  getExperimentByName(name: string): Promise<Experiment | undefined> {
    return this.#call('getExperimentByName', [name]);
  }

  listExperiments(): Promise<readonly Experiment[]> {
    return this.#call('listExperiments', []);
  }

  updateExperiment(
    experimentId: string,
    update: Partial<Pick<Experiment, 'name' | 'lifecycleStage' | 'tags'>>,
  ): Promise<void> {
    return this.#call('updateExperiment', [experimentId, update]);
  }

  deleteExperimentTag(experimentId: string, key: string): Promise<void> {
    return this.#call('deleteExperimentTag', [experimentId, key]);
  }

  putRun(info: RunInfo, experimentName?: string): Promise<void> {
    return this.#call('putRun', [info, experimentName]);
  }

  logToRun(runId: string, batch: RunBatch): Promise<void> {
    return this.#call('logToRun', [runId, batch]);
  }

  getRun(runId: string): Promise<Run | undefined> {
    return this.#call('getRun', [runId]);
  }

  deleteRunTag(runId: string, key: string): Promise<void> {
    return this.#call('deleteRunTag', [runId, key]);
  }

  getMetricHistory(runId: string, key: string): Promise<readonly Metric[]> {
    return this.#call('getMetricHistory', [runId, key]);
  }

  listRuns(experimentId: string, limit: number): Promise<readonly Run[]> {
    return this.#call('listRuns', [experimentId, limit]);
  }

  createAssessment(assessment: Assessment): Promise<Assessment> {
    return this.#call('createAssessment', [assessment]);
  }

  getAssessment(traceId: string, assessmentId: string): Promise<Assessment> {
    return this.#call('getAssessment', [traceId, assessmentId]);
  }

  updateAssessment(traceId: string, assessmentId: string, update: AssessmentUpdate): Promise<Assessment> {
    return this.#call('updateAssessment', [traceId, assessmentId, update]);
  }

  deleteAssessment(traceId: string, assessmentId: string): Promise<void> {
    return this.#call('deleteAssessment', [traceId, assessmentId]);
  }

  getChart(query: ChartQuery = {}): Promise<readonly ChartPoint[]> {
    return this.#call('getChart', [query]);
  }

  listSessions(query: SessionQuery = {}): Promise<SessionPage> {
    return this.#call('listSessions', [query]);
  }

  listFacets(query: FacetQuery = {}): Promise<readonly Facet[]> {
    return this.#call('listFacets', [query]);
  }

  getPrices(): Promise<readonly ModelPrice[]> {
    return this.#call('getPrices', []);
  }

  setPrices(prices: readonly ModelPrice[]): Promise<void> {
    return this.#call('setPrices', [prices]);
  }

  getRetention(): Promise<Retention> {
    return this.#call('getRetention', []);
  }

  setRetention(retention: Retention): Promise<void> {
    return this.#call('setRetention', [retention]);
  }

  applyRetention(): Promise<number> {
    return this.#call('applyRetention', []);
  }

  vacuum(): Promise<void> {
    return this.#call('vacuum', []);
  }

  getStats(): Promise<StoreStats> {
    return this.#call('getStats', []);
  }

  backup(path: string): Promise<void> {
    return this.#call('backup', [resolve(path)]);
  }

  check(): Promise<readonly string[]> {
    return this.#call('check', []);
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    const closing = this.#client.call('close', []);
    this.#closed = true;
    // A thread that has died has nothing left to close.
    await closing.catch(() => {});
    await this.#release();
  }

  /**
   * `close` without the event loop, for the end of a process: blocks, at most about `timeoutMs` milliseconds, until
   * everything given to `append` is committed. What could not be stored is told to `warn`.
   */
  closeSync(timeoutMs: number): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#client.settleSync(timeoutMs);
    // Not now: answers that were given meanwhile are still to be delivered, unless the process ends here.
    setImmediate(() => void this.#release()).unref();
  }

  /** Blocks until everything given to the store is carried out, at most about `timeoutMs` milliseconds; whether it is. */
  drainSync(timeoutMs: number): boolean {
    return this.#closed || this.#client.drainSync(timeoutMs);
  }

  /** Called at the end of the process, where nobody has closed the store. It can be used further. */
  settleAtExit(): void {
    this.#client.settleSync(EXIT_TIMEOUT_MS);
  }

  #call<M extends keyof StoreMethods>(
    method: M,
    args: Parameters<StoreMethods[M]>,
  ): Promise<ReturnType<StoreMethods[M]>> {
    if (this.#closed) return Promise.reject(new TracingError('STORE_UNAVAILABLE', `${this.#path} was closed.`));
    settleAtExit(this);
    return this.#client.call(method, args);
  }

  #unpacked<M extends keyof StoreMethods, T>(
    method: M,
    args: Parameters<StoreMethods[M]>,
    unpack: (packed: ReturnType<StoreMethods[M]>) => T,
  ): Promise<T> {
    const answer = this.#call(method, args).then(unpack);
    // As with every call: an answer that nobody takes raises no unhandled rejection.
    answer.catch(() => {});
    return answer;
  }

  async #release(): Promise<void> {
    forgetAtExit(this);
    await this.#client.stop();
  }
}
