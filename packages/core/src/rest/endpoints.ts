import type { Endpoint } from './endpoint.ts';
import type {
  KeyValue,
  WireAssessment,
  WireExperiment,
  WireMetric,
  WireModel,
  WireModelVersion,
  WireRun,
  WireTrace,
  WireTraceInfo,
  WireTraceInfoV2,
} from './wire-types.ts';

const V2 = '/api/2.0/mlflow';
const V3 = '/api/3.0/mlflow';

/** One page of something that goes on behind a token. */
interface Paged {
  readonly next_page_token?: string;
}

function get<Params, Result>(path: string): Endpoint<Params, Result> {
  return { method: 'GET', path };
}

function post<Params, Result = object>(path: string): Endpoint<Params, Result> {
  return { method: 'POST', path };
}

function patch<Params, Result = object>(path: string): Endpoint<Params, Result> {
  return { method: 'PATCH', path };
}

function remove<Params>(path: string): Endpoint<Params, object> {
  return { method: 'DELETE', path };
}

interface TraceSearch {
  readonly locations: readonly object[];
  readonly filter?: string;
  readonly max_results: number;
  readonly order_by: readonly string[];
  readonly page_token?: string;
}

interface TraceSearchV2 {
  readonly experiment_ids: readonly string[];
  readonly filter?: string;
  readonly max_results: number;
  readonly order_by: readonly string[];
  readonly page_token?: string;
}

interface TraceDeletion {
  readonly experiment_id: string;
  readonly max_timestamp_millis?: number;
  readonly max_traces?: number;
  readonly request_ids?: readonly string[];
}

interface StartTraceV2 {
  readonly experiment_id: string;
  readonly timestamp_ms: number;
  readonly request_metadata: readonly KeyValue[];
  readonly tags: readonly KeyValue[];
}

interface EndTraceV2 {
  readonly request_id: string;
  readonly timestamp_ms: number;
  readonly status: string;
  readonly request_metadata: readonly KeyValue[];
  readonly tags: readonly KeyValue[];
}

interface OfAssessment {
  readonly trace_id: string;
  readonly assessment_id: string;
}

interface NewRun {
  readonly experiment_id: string;
  readonly run_name: string;
  readonly start_time: number;
  readonly tags: readonly KeyValue[];
}

interface RunUpdate {
  readonly run_id: string;
  readonly status: string;
  readonly end_time?: number;
  readonly run_name: string;
}

interface RunLog {
  readonly run_id: string;
  readonly metrics: readonly WireMetric[];
  readonly params: readonly KeyValue[];
  readonly tags: readonly KeyValue[];
}

interface RunSearch {
  readonly experiment_ids: readonly string[];
  readonly max_results: number;
  readonly run_view_type: 'ALL';
  readonly order_by: readonly string[];
  readonly page_token?: string;
}

interface NewModel {
  readonly experiment_id: string;
  readonly name: string;
  readonly source_run_id?: string;
  readonly params: readonly KeyValue[];
  readonly tags: readonly KeyValue[];
}

interface NewModelVersion {
  readonly name: string;
  readonly source: string;
  readonly run_id?: string;
  readonly model_id: string;
}

interface ExperimentSearch {
  readonly max_results: number;
  readonly view_type: 'ALL';
  readonly order_by: readonly string[];
  readonly page_token?: string;
}

/** What core asks of an MLflow server: method, path, fields and answer of each request. */
export const ENDPOINTS = {
  startTrace: post<{ readonly trace: WireTrace }, { readonly trace: WireTrace }>(`${V3}/traces`),
  getTraceInfo: get<{ readonly trace_id: string }, { readonly trace: WireTrace }>(`${V3}/traces/{trace_id}`),
  getTrace: get<{ readonly trace_id: string; readonly allow_partial: boolean }, { readonly trace: WireTrace }>(
    `${V3}/traces/get`,
  ),
  batchGetTraces: get<{ readonly trace_ids: readonly string[] }, { readonly traces?: readonly WireTrace[] }>(
    `${V3}/traces/batchGet`,
  ),
  searchTraces: post<TraceSearch, Paged & { readonly traces?: readonly WireTraceInfo[] }>(`${V3}/traces/search`),
  startTraceV2: post<StartTraceV2, { readonly trace_info: WireTraceInfoV2 }>(`${V2}/traces`),
  endTraceV2: patch<EndTraceV2, { readonly trace_info: WireTraceInfoV2 }>(`${V2}/traces/{request_id}`),
  getTraceInfoV2: get<{ readonly request_id: string }, { readonly trace_info: WireTraceInfoV2 }>(
    `${V2}/traces/{request_id}/info`,
  ),
  searchTracesV2: get<TraceSearchV2, Paged & { readonly traces?: readonly WireTraceInfoV2[] }>(`${V2}/traces`),
  setTraceTag: patch<{ readonly trace_id: string } & KeyValue>(`${V2}/traces/{trace_id}/tags`),
  deleteTraceTag: remove<{ readonly trace_id: string; readonly key: string }>(`${V2}/traces/{trace_id}/tags`),
  deleteTraces: post<TraceDeletion, { readonly traces_deleted?: number }>(`${V2}/traces/delete-traces`),
  createAssessment: post<
    { readonly trace_id: string; readonly assessment: Partial<WireAssessment> },
    { readonly assessment: WireAssessment }
  >(`${V3}/traces/{trace_id}/assessments`),
  getAssessment: get<OfAssessment, { readonly assessment: WireAssessment }>(
    `${V3}/traces/{trace_id}/assessments/{assessment_id}`,
  ),
  updateAssessment: patch<
    OfAssessment & { readonly assessment: Partial<WireAssessment>; readonly update_mask: string },
    { readonly assessment: WireAssessment }
  >(`${V3}/traces/{trace_id}/assessments/{assessment_id}`),
  deleteAssessment: remove<OfAssessment>(`${V3}/traces/{trace_id}/assessments/{assessment_id}`),
  createExperiment: post<
    { readonly name: string; readonly tags?: readonly KeyValue[] },
    { readonly experiment_id: string }
  >(`${V2}/experiments/create`),
  getExperiment: get<{ readonly experiment_id: string }, { readonly experiment: WireExperiment }>(
    `${V2}/experiments/get`,
  ),
  getExperimentByName: get<{ readonly experiment_name: string }, { readonly experiment: WireExperiment }>(
    `${V2}/experiments/get-by-name`,
  ),
  searchExperiments: post<ExperimentSearch, Paged & { readonly experiments?: readonly WireExperiment[] }>(
    `${V2}/experiments/search`,
  ),
  renameExperiment: post<{ readonly experiment_id: string; readonly new_name: string }>(`${V2}/experiments/update`),
  deleteExperiment: post<{ readonly experiment_id: string }>(`${V2}/experiments/delete`),
  restoreExperiment: post<{ readonly experiment_id: string }>(`${V2}/experiments/restore`),
  setExperimentTag: post<{ readonly experiment_id: string } & KeyValue>(`${V2}/experiments/set-experiment-tag`),
  createRun: post<NewRun, { readonly run: WireRun }>(`${V2}/runs/create`),
  updateRun: post<RunUpdate>(`${V2}/runs/update`),
  deleteRun: post<{ readonly run_id: string }>(`${V2}/runs/delete`),
  restoreRun: post<{ readonly run_id: string }>(`${V2}/runs/restore`),
  getRun: get<{ readonly run_id: string }, { readonly run: WireRun }>(`${V2}/runs/get`),
  searchRuns: post<RunSearch, Paged & { readonly runs?: readonly WireRun[] }>(`${V2}/runs/search`),
  logBatch: post<RunLog>(`${V2}/runs/log-batch`),
  createModel: post<NewModel, { readonly model: WireModel }>(`${V2}/logged-models`),
  finishModel: patch<{ readonly model_id: string; readonly status: 'LOGGED_MODEL_READY' }>(
    `${V2}/logged-models/{model_id}`,
  ),
  getModel: get<{ readonly model_id: string }, { readonly model: WireModel }>(`${V2}/logged-models/{model_id}`),
  searchModels: post<
    { readonly experiment_ids: readonly string[]; readonly max_results: number; readonly page_token?: string },
    Paged & { readonly models?: readonly WireModel[] }
  >(`${V2}/logged-models/search`),
  createRegisteredModel: post<{ readonly name: string }>(`${V2}/registered-models/create`),
  createModelVersion: post<NewModelVersion, { readonly model_version: WireModelVersion }>(
    `${V2}/model-versions/create`,
  ),
  searchModelVersions: get<
    { readonly filter: string; readonly max_results: number },
    { readonly model_versions?: readonly WireModelVersion[] }
  >(`${V2}/model-versions/search`),
} as const;
