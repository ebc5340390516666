import type {
  Assessment,
  AssessmentUpdate,
  Experiment,
  Filter,
  Metric,
  OrderKey,
  Run,
  RunBatch,
  RunInfo,
  SpanData,
  TraceData,
  TraceInfo,
} from '@spanwright/core/model';
import type { ModelPrice } from './cost/model-price.ts';
import type { Retention, StoreStats } from './retention.ts';
import type { ChartPoint, ChartQuery, Facet, FacetQuery, SessionPage, SessionQuery } from './summaries.ts';

/** What `listTraces` selects; newest first. */
export interface ListQuery {
  /** Only traces of this experiment; default all. */
  readonly experimentId?: string;
  /** At most this many, 1 to 500; default 100. */
  readonly limit?: number;
  /** `nextPageToken` of the page before. */
  readonly pageToken?: string;
}

/** One page of traces without their spans. */
export interface TracePage {
  readonly traces: readonly TraceInfo[];
  /** Missing on the last page. */
  readonly nextPageToken?: string;
}

/** What `searchTraces` selects. */
export interface SearchQuery {
  /** Only traces of these experiments; default all. */
  readonly experimentIds?: readonly string[];
  /** `parseFilter` makes one. Default: every trace. */
  readonly filter?: Filter;
  /** `parseOrder` makes one. Default: newest first, which costs least; any other order looks at every match. */
  readonly orderBy?: readonly OrderKey[];
  /** At most this many, 1 to 500; default 100. */
  readonly limit?: number;
  /** `nextPageToken` of the page before, of the same query. */
  readonly pageToken?: string;
  /** Milliseconds after which a page is given with what was found so far, perhaps nothing; default 2000. */
  readonly timeBudgetMs?: number;
}

/** What `deleteTraces` deletes: the traces with these ids, or the oldest. */
export interface DeleteQuery {
  /** Only traces of this experiment; default all. */
  readonly experimentId?: string;
  readonly traceIds?: readonly string[];
  /** Only traces that have started until then: milliseconds since the Unix epoch. */
  readonly maxTimestampMs?: number;
  /** At most this many. */
  readonly maxTraces?: number;
  /** The charts go on telling of the traces; default false. */
  readonly keepCharts?: boolean;
}

/** The narrow interface that every trace store offers. All methods reject with a `TracingError`. */
export interface TraceStore {
  /**
   * Stores traces, or adds spans to traces that are already there (upsert by trace id and span id).
   * Resolves when committed: a `kill -9` afterwards loses nothing. One rejected call stores none of its traces.
   */
  append(traces: readonly TraceData[]): Promise<void>;
  /** The whole trace with its spans in order of their start, or undefined. */
  getTrace(traceId: string): Promise<TraceData | undefined>;
  /**
   * `getTrace` without the content of its spans, for a tree or a time line: inputs, outputs and every other attribute
   * that is an object, a list or a text of more than 500 characters are left out, but for token usage and cost; of
   * events there are names, times, and type and message of an exception, cut at 500 characters.
   */
  getTraceOutline(traceId: string): Promise<TraceData | undefined>;
  /** One span of a trace, whole, without reading all others; or undefined. */
  getSpan(traceId: string, spanId: string): Promise<SpanData | undefined>;
  /** `getTrace` for several ids: those that there are, in the order of the ids. */
  getTraces(traceIds: readonly string[]): Promise<readonly TraceData[]>;
  /** Newest first, by start time and then insertion. */
  listTraces(query?: ListQuery): Promise<TracePage>;
  /** The traces that a filter selects. A page may be short, and even empty, while it has a `nextPageToken`. */
  searchTraces(query?: SearchQuery): Promise<TracePage>;
  /**
   * `searchTraces` as JSON text, each trace in MLflow's V3 form (`traceInfoToJson`): for servers, which pass it on. It is
   * written where the traces are read, and crosses threads as one text.
   */
  searchTracesJson(query?: SearchQuery): Promise<string>;
  /** Sets a tag of a trace. */
  setTraceTag(traceId: string, key: string, value: string): Promise<void>;
  /** Deletes a tag of a trace, which must have it. */
  deleteTraceTag(traceId: string, key: string): Promise<void>;
  /** Deletes traces with all that belongs to them; resolves with their number. Unknown ids are no error. */
  deleteTraces(query: DeleteQuery): Promise<number>;

  /** Creates an experiment; its name must be free. */
  createExperiment(name: string, tags?: Experiment['tags']): Promise<Experiment>;
  /** The experiment of this name, created when there is none. */
  ensureExperiment(name: string): Promise<Experiment>;
  getExperiment(experimentId: string): Promise<Experiment | undefined>;
  getExperimentByName(name: string): Promise<Experiment | undefined>;
  /** All, in the order of their making. */
  listExperiments(): Promise<readonly Experiment[]>;
  /** Changes an experiment; tags are merged. */
  updateExperiment(
    experimentId: string,
    update: Partial<Pick<Experiment, 'name' | 'lifecycleStage' | 'tags'>>,
  ): Promise<void>;

  /** Deletes a tag of an experiment; one that it does not have is no error. */
  deleteExperimentTag(experimentId: string, key: string): Promise<void>;

  /**
   * Creates a run, or brings it up to date.
   * @param experimentName stands for the experiment's id where only the name is known.
   */
  putRun(info: RunInfo, experimentName?: string): Promise<void>;
  /** Logs to a run, all or nothing. A parameter keeps its first value: another one is refused. */
  logToRun(runId: string, batch: RunBatch): Promise<void>;
  getRun(runId: string): Promise<Run | undefined>;
  /** Deletes a tag of a run, which must have it. */
  deleteRunTag(runId: string, key: string): Promise<void>;
  /** Every value that was logged of a metric, by step, then by time. */
  getMetricHistory(runId: string, key: string): Promise<readonly Metric[]>;
  /** The newest runs of an experiment. */
  listRuns(experimentId: string, limit: number): Promise<readonly Run[]>;

  /** Stores an assessment of a trace that is there. One that it overrides becomes invalid. */
  createAssessment(assessment: Assessment): Promise<Assessment>;
  getAssessment(traceId: string, assessmentId: string): Promise<Assessment>;
  /** Changes an assessment; metadata is merged. */
  updateAssessment(traceId: string, assessmentId: string, update: AssessmentUpdate): Promise<Assessment>;
  /** Deletes an assessment; one that it has overridden is valid again. An unknown id is no error. */
  deleteAssessment(traceId: string, assessmentId: string): Promise<void>;

  /** Sums over the traces of some time: numbers, errors, latencies, tokens and cost. In order of time. */
  getChart(query?: ChartQuery): Promise<readonly ChartPoint[]>;
  /** Sessions with the sums over their traces, the latest first. */
  listSessions(query?: SessionQuery): Promise<SessionPage>;
  /** What traces can be told apart by, with the numbers of traces; in the order of the keys. */
  listFacets(query?: FacetQuery): Promise<readonly Facet[]>;

  /** The prices of models that the user has set; they come before the list prices. */
  getPrices(): Promise<readonly ModelPrice[]>;
  /** Replaces the prices that the user has set: for the spans that are stored from now on, by whichever process. */
  setPrices(prices: readonly ModelPrice[]): Promise<void>;

  /** How much the store keeps. */
  getRetention(): Promise<Retention>;
  /** Sets how much the store keeps, for every process; nothing is deleted yet. */
  setRetention(retention: Retention): Promise<void>;
  /** Deletes the oldest traces past what the store keeps; charts go on telling of them. Resolves with their number. */
  applyRetention(): Promise<number>;
  /** Makes the database as small as it can be. */
  vacuum(): Promise<void>;
  /** What the store holds. */
  getStats(): Promise<StoreStats>;

  /** Copies the database, as it is at one moment, to a file that is not there yet. Others may write meanwhile. */
  backup(path: string): Promise<void>;
  /** Looks for damage; resolves with what was found, nothing where all is well. */
  check(): Promise<readonly string[]>;

  /** Finishes what is open. Further calls reject. */
  close(): Promise<void>;
}
