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
import type { ModelPrice } from '../cost/model-price.ts';
import type { ExperimentUpdate } from '../sqlite/experiments.ts';
import type { Retention, StoreStats } from '../retention.ts';
import { outlineOfSpan } from '../span-outline.ts';
import type { ChartPoint, ChartQuery, Facet, FacetQuery, SessionPage, SessionQuery } from '../summaries.ts';
import type { DeleteQuery, ListQuery, SearchQuery, TracePage, TraceStore } from '../trace-store.ts';
import { append } from './append.ts';
import { createAssessment, deleteAssessment, getAssessment, updateAssessment } from './assessments.ts';
import type { PostgresDatabase } from './database.ts';
import * as experiments from './experiments.ts';
import { check } from './maintenance.ts';
import { getPrices, setPrices } from './prices.ts';
import { pageAsJson } from '../search/page-as-json.ts';
import { getRetention, getStats, retainStep, setRetention } from './retention.ts';
import { deleteRunTag, getMetricHistory, getRun, listRuns, logToRun, putRun } from './runs.ts';
import { listTraces, searchTraces } from './search.ts';
import { getChart, listFacets, listSessions } from './summaries.ts';
import { deleteTraceTag, setTraceTag } from './tags.ts';
import { deleteTraces, getSpan, getTraces } from './traces.ts';

const RETENTION_SLICE = 1000;

/** A store in a PostgreSQL database, which any number of machines share. */
export class PostgresTraceStore implements TraceStore {
  readonly #db: PostgresDatabase;

  /** Use `openPostgresStore`. */
  constructor(db: PostgresDatabase) {
    this.#db = db;
  }

  async append(traces: readonly TraceData[]): Promise<void> {
    if (!Array.isArray(traces)) throw new TracingError('INVALID_PARAMETER_VALUE', 'append needs an array of traces.');
    if (traces.length > 0) await this.#db.write((db) => append(db, traces));
  }

  async getTrace(traceId: string): Promise<TraceData | undefined> {
    return (await this.getTraces([traceId]))[0];
  }

  getTraceOutline(traceId: string): Promise<TraceData | undefined> {
    return this.#db.read(async (db) => (await getTraces(db, [traceId], outlineOfSpan))[0]);
  }

  getSpan(traceId: string, spanId: string): Promise<SpanData | undefined> {
    return this.#db.read((db) => getSpan(db, traceId, spanId));
  }

  getTraces(traceIds: readonly string[]): Promise<readonly TraceData[]> {
    return this.#db.read((db) => getTraces(db, traceIds));
  }

  listTraces(query: ListQuery = {}): Promise<TracePage> {
    return this.#db.read((db) => listTraces(db, query));
  }

  searchTraces(query: SearchQuery = {}): Promise<TracePage> {
    return this.#db.read((db) => searchTraces(db, query));
  }

  async searchTracesJson(query: SearchQuery = {}): Promise<string> {
    return pageAsJson(await this.searchTraces(query));
  }

  setTraceTag(traceId: string, key: string, value: string): Promise<void> {
    return this.#db.write((db) => setTraceTag(db, traceId, key, value));
  }

  deleteTraceTag(traceId: string, key: string): Promise<void> {
    return this.#db.write((db) => deleteTraceTag(db, traceId, key));
  }

  deleteTraces(query: DeleteQuery): Promise<number> {
    return this.#db.write((db) => deleteTraces(db, query));
  }

  createExperiment(name: string, tags: Experiment['tags'] = {}): Promise<Experiment> {
    return this.#db.write((db) => experiments.createExperiment(db, name, tags));
  }

  ensureExperiment(name: string): Promise<Experiment> {
    return this.#db.write((db) => experiments.ensureExperiment(db, name));
  }

  getExperiment(experimentId: string): Promise<Experiment | undefined> {
    return this.#db.read((db) => experiments.getExperiment(db, experimentId));
  }

  getExperimentByName(name: string): Promise<Experiment | undefined> {
    return this.#db.read((db) => experiments.getExperimentByName(db, name));
  }

  listExperiments(): Promise<readonly Experiment[]> {
    return this.#db.read((db) => experiments.listExperiments(db));
  }

  updateExperiment(experimentId: string, update: ExperimentUpdate): Promise<void> {
    return this.#db.write((db) => experiments.updateExperiment(db, experimentId, update));
  }

  deleteExperimentTag(experimentId: string, key: string): Promise<void> {
    return this.#db.write((db) => experiments.deleteExperimentTag(db, experimentId, key));
  }

  putRun(info: RunInfo, experimentName?: string): Promise<void> {
    return this.#db.write((db) => putRun(db, info, experimentName));
  }

  logToRun(runId: string, batch: RunBatch): Promise<void> {
    return this.#db.write((db) => logToRun(db, runId, batch));
  }

  getRun(runId: string): Promise<Run | undefined> {
    return this.#db.read((db) => getRun(db, runId));
  }

  deleteRunTag(runId: string, key: string): Promise<void> {
    return this.#db.write((db) => deleteRunTag(db, runId, key));
  }

  getMetricHistory(runId: string, key: string): Promise<readonly Metric[]> {
    return this.#db.read((db) => getMetricHistory(db, runId, key));
  }

  listRuns(experimentId: string, limit: number): Promise<readonly Run[]> {
    return this.#db.read((db) => listRuns(db, experimentId, limit));
  }

  createAssessment(assessment: Assessment): Promise<Assessment> {
    return this.#db.write((db) => createAssessment(db, assessment));
  }

  getAssessment(traceId: string, assessmentId: string): Promise<Assessment> {
    return this.#db.read((db) => getAssessment(db, traceId, assessmentId));
  }

  updateAssessment(traceId: string, assessmentId: string, update: AssessmentUpdate): Promise<Assessment> {
    return this.#db.write((db) => updateAssessment(db, traceId, assessmentId, update));
  }

  deleteAssessment(traceId: string, assessmentId: string): Promise<void> {
    return this.#db.write((db) => deleteAssessment(db, traceId, assessmentId));
  }

  getChart(query: ChartQuery = {}): Promise<readonly ChartPoint[]> {
    return this.#db.read((db) => getChart(db, query));
  }

  listSessions(query: SessionQuery = {}): Promise<SessionPage> {
    return this.#db.read((db) => listSessions(db, query));
  }

  listFacets(query: FacetQuery = {}): Promise<readonly Facet[]> {
    return this.#db.read((db) => listFacets(db, query));
  }

  getPrices(): Promise<readonly ModelPrice[]> {
    return this.#db.read((db) => getPrices(db));
  }

  setPrices(prices: readonly ModelPrice[]): Promise<void> {
    return this.#db.write((db) => setPrices(db, prices));
  }

  getRetention(): Promise<Retention> {
    return this.#db.read((db) => getRetention(db));
  }

  setRetention(retention: Retention): Promise<void> {
    return this.#db.write((db) => setRetention(db, retention));
  }

  async applyRetention(): Promise<number> {
    for (let deleted = 0; ;) {
      const slice = await this.#db.write((db) => retainStep(db, RETENTION_SLICE));
      if (slice === 0) return deleted;
      deleted += slice;
    }
  }

  async vacuum(): Promise<void> {
    const tables = await this.#db.read((db) =>
      db.rows('SELECT tablename FROM pg_tables WHERE schemaname = current_schema()'),
    );
    for (const { tablename } of tables) await this.#db.vacuum(String(tablename));
  }

  getStats(): Promise<StoreStats> {
    return this.#db.read((db) => getStats(db));
  }

  /** Rejects: PostgreSQL has better ways. */
  backup(): Promise<void> {
    const message =
      'A PostgreSQL database is backed up with its own tools: pg_dump, or the archive of its write-ahead log.';
    return Promise.reject(new TracingError('INVALID_PARAMETER_VALUE', message));
  }

  check(): Promise<readonly string[]> {
    return this.#db.read((db) => check(db));
  }

  close(): Promise<void> {
    return this.#db.close();
  }
}
