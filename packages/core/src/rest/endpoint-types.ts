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

/** One page of something that goes on behind a token. */
interface Paged {
  readonly next_page_token?: string;
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

/** The requests that core makes of an MLflow server: their fields and their answers. */
export interface Endpoints {
  readonly startTrace: Endpoint<{ readonly trace: WireTrace }, { readonly trace: WireTrace }>;
  readonly getTraceInfo: Endpoint<{ readonly trace_id: string }, { readonly trace: WireTrace }>;
  readonly getTrace: Endpoint<
    { readonly trace_id: string; readonly allow_partial: boolean },
    { readonly trace: WireTrace }
  >;
  readonly batchGetTraces: Endpoint<
    { readonly trace_ids: readonly string[] },
    { readonly traces?: readonly WireTrace[] }
  >;
  readonly searchTraces: Endpoint<TraceSearch, Paged & { readonly traces?: readonly WireTraceInfo[] }>;
  readonly startTraceV2: Endpoint<StartTraceV2, { readonly trace_info: WireTraceInfoV2 }>;
  readonly endTraceV2: Endpoint<EndTraceV2, { readonly trace_info: WireTraceInfoV2 }>;
  readonly getTraceInfoV2: Endpoint<{ readonly request_id: string }, { readonly trace_info: WireTraceInfoV2 }>;
  readonly searchTracesV2: Endpoint<TraceSearchV2, Paged & { readonly traces?: readonly WireTraceInfoV2[] }>;
  readonly setTraceTag: Endpoint<{ readonly trace_id: string } & KeyValue, object>;
  readonly deleteTraceTag: Endpoint<{ readonly trace_id: string; readonly key: string }, object>;
  readonly deleteTraces: Endpoint<TraceDeletion, { readonly traces_deleted?: number }>;
  readonly createAssessment: Endpoint<
    { readonly trace_id: string; readonly assessment: Partial<WireAssessment> },
    { readonly assessment: WireAssessment }
  >;
  readonly getAssessment: Endpoint<OfAssessment, { readonly assessment: WireAssessment }>;
  readonly updateAssessment: Endpoint<
    OfAssessment & { readonly assessment: Partial<WireAssessment>; readonly update_mask: string },
    { readonly assessment: WireAssessment }
  >;
  readonly deleteAssessment: Endpoint<OfAssessment, object>;
  readonly createExperiment: Endpoint<
    { readonly name: string; readonly tags?: readonly KeyValue[] },
    { readonly experiment_id: string }
  >;
  readonly getExperiment: Endpoint<{ readonly experiment_id: string }, { readonly experiment: WireExperiment }>;
  readonly getExperimentByName: Endpoint<{ readonly experiment_name: string }, { readonly experiment: WireExperiment }>;
  readonly searchExperiments: Endpoint<ExperimentSearch, Paged & { readonly experiments?: readonly WireExperiment[] }>;
  readonly renameExperiment: Endpoint<{ readonly experiment_id: string; readonly new_name: string }, object>;
  readonly deleteExperiment: Endpoint<{ readonly experiment_id: string }, object>;
  readonly restoreExperiment: Endpoint<{ readonly experiment_id: string }, object>;
  readonly setExperimentTag: Endpoint<{ readonly experiment_id: string } & KeyValue, object>;
  readonly createRun: Endpoint<NewRun, { readonly run: WireRun }>;
  readonly updateRun: Endpoint<RunUpdate, object>;
  readonly deleteRun: Endpoint<{ readonly run_id: string }, object>;
  readonly restoreRun: Endpoint<{ readonly run_id: string }, object>;
  readonly getRun: Endpoint<{ readonly run_id: string }, { readonly run: WireRun }>;
  readonly searchRuns: Endpoint<RunSearch, Paged & { readonly runs?: readonly WireRun[] }>;
  readonly logBatch: Endpoint<RunLog, object>;
  readonly createModel: Endpoint<NewModel, { readonly model: WireModel }>;
  readonly finishModel: Endpoint<{ readonly model_id: string; readonly status: 'LOGGED_MODEL_READY' }, object>;
  readonly setModelTags: Endpoint<{ readonly model_id: string; readonly tags: readonly KeyValue[] }, object>;
  readonly logModelParams: Endpoint<{ readonly model_id: string; readonly params: readonly KeyValue[] }, object>;
  readonly logOutputs: Endpoint<
    { readonly run_id: string; readonly models: readonly { readonly model_id: string; readonly step: number }[] },
    object
  >;
  readonly getModel: Endpoint<{ readonly model_id: string }, { readonly model: WireModel }>;
  readonly searchModels: Endpoint<
    { readonly experiment_ids: readonly string[]; readonly max_results: number; readonly page_token?: string },
    Paged & { readonly models?: readonly WireModel[] }
  >;
  readonly createRegisteredModel: Endpoint<{ readonly name: string }, object>;
  readonly createModelVersion: Endpoint<NewModelVersion, { readonly model_version: WireModelVersion }>;
  readonly searchModelVersions: Endpoint<
    { readonly filter: string; readonly max_results: number },
    { readonly model_versions?: readonly WireModelVersion[] }
  >;
}
