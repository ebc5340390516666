import type { AssessmentJson, JsonValue, TraceInfoJson } from '../model/index.ts';

// The messages of MLflow's REST protocol, as far as they are read. Fields that have no value are missing.

/** A key with its value, as older endpoints have them in lists. */
export interface KeyValue {
  readonly key: string;
  readonly value: string;
}

/** `TraceInfoV3`. */
export interface WireTraceInfo extends Omit<TraceInfoJson, 'execution_duration_ms' | 'assessments'> {
  /** Seconds: `1.234s`. */
  readonly execution_duration?: string;
  readonly assessments?: readonly WireAssessment[];
}

/** An assessment; an expectation that is a list or an object is JSON text. */
export interface WireAssessment extends Omit<AssessmentJson, 'expectation' | 'valid' | 'source'> {
  readonly source?: Partial<AssessmentJson['source']>;
  readonly expectation?: {
    readonly value?: JsonValue;
    readonly serialized_value?: { readonly serialization_format: string; readonly value: string };
  };
  readonly valid?: boolean;
}

/** A trace; its spans are OTLP with other names. */
export interface WireTrace {
  readonly trace_info: WireTraceInfo;
  readonly spans?: readonly object[];
}

/** `TraceInfo` of MLflow 2. */
export interface WireTraceInfoV2 {
  readonly request_id: string;
  readonly experiment_id: string;
  readonly timestamp_ms?: number;
  readonly execution_time_ms?: number;
  readonly status?: string;
  readonly request_metadata?: readonly KeyValue[];
  readonly tags?: readonly KeyValue[];
}

/** An experiment. */
export interface WireExperiment {
  readonly experiment_id: string;
  readonly name: string;
  readonly lifecycle_stage?: string;
  readonly creation_time?: number;
  readonly last_update_time?: number;
  readonly tags?: readonly KeyValue[];
}

/** One value of a metric; numbers that JSON does not have are text. */
export interface WireMetric {
  readonly key: string;
  readonly value: number | string;
  readonly timestamp: number;
  readonly step?: number;
}

/** A run. */
export interface WireRun {
  readonly info: {
    readonly run_id: string;
    readonly run_name?: string;
    readonly experiment_id: string;
    readonly status: string;
    readonly start_time?: number;
    readonly end_time?: number;
    readonly lifecycle_stage?: string;
    readonly artifact_uri?: string;
  };
  readonly data?: {
    readonly metrics?: readonly WireMetric[];
    readonly params?: readonly KeyValue[];
    readonly tags?: readonly KeyValue[];
  };
}

/** A logged model. */
export interface WireModel {
  readonly info: {
    readonly model_id: string;
    readonly experiment_id: string;
    readonly name: string;
    readonly creation_timestamp_ms?: number;
    readonly artifact_uri: string;
    readonly status?: string;
    readonly source_run_id?: string;
    readonly tags?: readonly KeyValue[];
  };
  readonly data?: { readonly params?: readonly KeyValue[] };
}

/** A version of a registered model. */
export interface WireModelVersion {
  readonly name: string;
  readonly version: string;
  readonly creation_timestamp?: number;
  readonly source?: string;
  readonly model_id?: string;
}
