import type {
  Assessment,
  AssessmentUpdate,
  Experiment,
  Filter,
  OrderKey,
  Run,
  RunBatch,
  RunInfo,
  TraceData,
  TraceInfo,
} from '../model/index.ts';

/** What `TrackingBackend.searchTraces` selects; see `SearchQuery` of `@spanwright/store`. */
export interface BackendQuery {
  readonly experimentIds?: readonly string[];
  readonly filter?: Filter;
  /** `filter` as it was written, for servers that read it themselves. */
  readonly filterString?: string;
  readonly orderBy?: readonly OrderKey[];
  /** `orderBy` as it was written. */
  readonly orderByStrings?: readonly string[];
  /** 1 to 500. */
  readonly limit?: number;
  readonly pageToken?: string;
}

/** Some traces without their spans. A page may be short, and even empty, while it has a token. */
export interface BackendPage {
  readonly traces: readonly TraceInfo[];
  readonly nextPageToken?: string;
}

/** Which traces `TrackingBackend.deleteTraces` deletes: those with these ids, or the oldest. */
export interface BackendDeletion {
  readonly experimentId?: string;
  readonly traceIds?: readonly string[];
  /** Milliseconds since the Unix epoch. */
  readonly maxTimestampMs?: number;
  readonly maxTraces?: number;
}

/** A run to be made. */
export interface NewStoredRun {
  readonly runName: string;
  readonly startTimeMs: number;
  readonly experiment: { readonly experimentId: string } | { readonly experimentName: string };
}

/** What of an experiment can be changed. */
export type ExperimentUpdate = Partial<Pick<Experiment, 'name' | 'lifecycleStage' | 'tags'>>;

/**
 * Where experiments, runs, assessments and stored traces are kept and asked for. Calls are carried out in their order,
 * and after the exports made before them. All methods reject with a `TracingError`.
 */
export interface TrackingBackend {
  getTrace(traceId: string): Promise<TraceData | undefined>;
  getTraces(traceIds: readonly string[]): Promise<readonly TraceData[]>;
  searchTraces(query: BackendQuery): Promise<BackendPage>;
  setTraceTag(traceId: string, key: string, value: string): Promise<void>;
  deleteTraceTag(traceId: string, key: string): Promise<void>;
  deleteTraces(query: BackendDeletion): Promise<number>;
  /** The name must be free. */
  createExperiment(name: string, tags?: Experiment['tags']): Promise<Experiment>;
  ensureExperiment(name: string): Promise<Experiment>;
  getExperiment(experimentId: string): Promise<Experiment | undefined>;
  getExperimentByName(name: string): Promise<Experiment | undefined>;
  /** All, in the order of their making. */
  listExperiments(): Promise<readonly Experiment[]>;
  /** Tags are merged. */
  updateExperiment(experimentId: string, update: ExperimentUpdate): Promise<void>;
  /** Makes a run and gives its id, where the backend gives runs their ids; others have them from `putRun`. */
  createRun?(run: NewStoredRun): Promise<string>;
  /** `experimentName` stands for the id where only the name is known. */
  putRun(info: RunInfo, experimentName?: string): Promise<void>;
  logToRun(runId: string, batch: RunBatch): Promise<void>;
  getRun(runId: string): Promise<Run | undefined>;
  /** The newest runs of an experiment. */
  listRuns(experimentId: string, limit: number): Promise<readonly Run[]>;
  createAssessment(assessment: Assessment): Promise<Assessment>;
  getAssessment(traceId: string, assessmentId: string): Promise<Assessment>;
  updateAssessment(traceId: string, assessmentId: string, update: AssessmentUpdate): Promise<Assessment>;
  deleteAssessment(traceId: string, assessmentId: string): Promise<void>;
}
