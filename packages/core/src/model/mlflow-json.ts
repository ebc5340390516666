import { type AssessmentJson, assessmentFromJson, assessmentToJson } from './assessment-json.ts';
import { SpanAttributeKey } from './attribute-key.ts';
import type { JsonObject, JsonValue } from './json.ts';
import type { SpanData, SpanEvent, SpanLink, SpanStatus } from './span-data.ts';
import type { TraceData, TraceInfo, TraceState } from './trace-info.ts';

/** MLflow's V3 dictionary of a span. 64-bit times are decimal strings, as in protobuf's JSON mapping. */
export interface SpanJson {
  readonly trace_id: string;
  readonly span_id: string;
  readonly parent_span_id: string | null;
  readonly name: string;
  readonly start_time_unix_nano: string | number;
  readonly end_time_unix_nano: string | number | null;
  readonly status: { readonly code: string; readonly message: string };
  readonly attributes: JsonObject;
  readonly events: readonly SpanEventJson[];
  readonly links?: readonly { readonly trace_id: string; readonly span_id: string; readonly attributes: JsonObject }[];
}

/** An event inside `SpanJson`. */
export interface SpanEventJson {
  readonly name: string;
  readonly time_unix_nano: string | number;
  readonly attributes: JsonObject;
}

/** MLflow's V3 dictionary of a trace's information (`TraceInfo.to_dict`). */
export interface TraceInfoJson {
  readonly trace_id: string;
  readonly client_request_id?: string | null;
  readonly trace_location: {
    readonly type: 'MLFLOW_EXPERIMENT';
    readonly mlflow_experiment: { readonly experiment_id: string };
  };
  readonly request_preview?: string | null;
  readonly response_preview?: string | null;
  /** RFC 3339, milliseconds, UTC. */
  readonly request_time: string;
  readonly execution_duration_ms?: number | null;
  readonly state: TraceState;
  readonly trace_metadata: { readonly [key: string]: string };
  readonly tags: { readonly [key: string]: string };
  readonly assessments?: readonly AssessmentJson[];
}

/** MLflow's V3 dictionary of a trace. */
export interface TraceJson {
  readonly info: TraceInfoJson;
  readonly data: { readonly spans: readonly SpanJson[] };
}

/** Encodes a trace in MLflow's V3 form; `traceFromJson` reads it back without loss. */
export function traceToJson(trace: TraceData): TraceJson {
  return { info: traceInfoToJson(trace.info), data: { spans: trace.spans.map(spanToJson) } };
}

/** Reads a trace in MLflow's V3 form. */
export function traceFromJson(json: TraceJson): TraceData {
  return { info: traceInfoFromJson(json.info), spans: json.data.spans.map(spanFromJson) };
}

/** Encodes trace information in MLflow's V3 form. */
export function traceInfoToJson(info: TraceInfo): TraceInfoJson {
  return {
    trace_id: info.traceId,
    ...(info.clientRequestId !== undefined && { client_request_id: info.clientRequestId }),
    trace_location: { type: 'MLFLOW_EXPERIMENT', mlflow_experiment: { experiment_id: info.experimentId } },
    ...(info.requestPreview !== undefined && { request_preview: info.requestPreview }),
    ...(info.responsePreview !== undefined && { response_preview: info.responsePreview }),
    request_time: new Date(info.requestTimeMs).toISOString(),
    ...(info.executionDurationMs !== undefined && { execution_duration_ms: info.executionDurationMs }),
    state: info.state,
    trace_metadata: info.metadata,
    tags: info.tags,
    ...(info.assessments && { assessments: info.assessments.map(assessmentToJson) }),
  };
}

/** Reads trace information in MLflow's V3 form. */
export function traceInfoFromJson(json: TraceInfoJson): TraceInfo {
  return {
    traceId: json.trace_id,
    experimentId: json.trace_location.mlflow_experiment.experiment_id,
    requestTimeMs: Date.parse(json.request_time),
    ...optional('executionDurationMs', json.execution_duration_ms),
    ...optional('clientRequestId', json.client_request_id),
    ...optional('requestPreview', json.request_preview),
    ...optional('responsePreview', json.response_preview),
    state: json.state,
    metadata: json.trace_metadata,
    tags: json.tags,
    ...(json.assessments?.length && { assessments: json.assessments.map(assessmentFromJson) }),
  };
}

/** Encodes a span in MLflow's V3 form, attribute values decoded. */
export function spanToJson(span: SpanData): SpanJson {
  return {
    trace_id: span.traceId,
    span_id: span.spanId,
    parent_span_id: span.parentSpanId ?? null,
    name: span.name,
    start_time_unix_nano: String(span.startTimeNs),
    end_time_unix_nano: span.endTimeNs === undefined ? null : String(span.endTimeNs),
    status: { code: `STATUS_CODE_${span.status.code}`, message: span.status.message ?? '' },
    attributes: withRequestId(span),
    events: span.events.map((event) => ({
      name: event.name,
      time_unix_nano: String(event.timeNs),
      attributes: event.attributes,
    })),
    ...(span.links && {
      links: span.links.map((link) => ({
        trace_id: link.traceId,
        span_id: link.spanId,
        attributes: link.attributes,
      })),
    }),
  };
}

/** A span's attributes with the id of its trace, as MLflow keeps them. */
export function withRequestId({ traceId, attributes }: Pick<SpanData, 'traceId' | 'attributes'>): JsonObject {
  // The id has a place before the rest comes: to add a member to a copy costs Node.js 20 six times as much.
  const all: Record<string, JsonValue> = { [SpanAttributeKey.REQUEST_ID]: traceId, ...attributes };
  all[SpanAttributeKey.REQUEST_ID] = traceId;
  return all;
}

/** Reads a span in MLflow's V3 form. Accepts both spellings of status codes, and times as number or string. */
export function spanFromJson(json: SpanJson): SpanData {
  const { [SpanAttributeKey.REQUEST_ID]: _, ...attributes } = json.attributes;
  return {
    traceId: json.trace_id,
    spanId: json.span_id,
    ...optional('parentSpanId', json.parent_span_id || undefined),
    name: json.name,
    startTimeNs: BigInt(json.start_time_unix_nano),
    ...(json.end_time_unix_nano !== null && { endTimeNs: BigInt(json.end_time_unix_nano) }),
    status: statusFromJson(json.status),
    attributes,
    events: json.events.map(eventFromJson),
    ...(json.links && { links: json.links.map(linkFromJson) }),
  };
}

function statusFromJson(status: SpanJson['status']): SpanStatus {
  const code = status.code.replace('STATUS_CODE_', '') as SpanStatus['code'];
  return status.message ? { code, message: status.message } : { code };
}

function eventFromJson(event: SpanEventJson): SpanEvent {
  return { name: event.name, timeNs: BigInt(event.time_unix_nano), attributes: event.attributes };
}

function linkFromJson(link: NonNullable<SpanJson['links']>[number]): SpanLink {
  return { traceId: link.trace_id, spanId: link.span_id, attributes: link.attributes };
}

function optional<K extends string, V>(key: K, value: V | null | undefined): { [P in K]?: V } {
  return value === null || value === undefined ? {} : ({ [key]: value } as { [P in K]?: V });
}
