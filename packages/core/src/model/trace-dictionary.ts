import { type AssessmentJson, assessmentToJson } from './assessment-json.ts';
import { SpanAttributeKey } from './attribute-key.ts';
import { type TraceInfoJson, traceInfoToJson, withRequestId } from './mlflow-json.ts';
import type { SpanData, SpanLink } from './span-data.ts';
import type { TraceData } from './trace-info.ts';

// The dictionaries that MLflow itself writes (`Trace.to_dict`): ids in other spellings, each attribute as JSON text.

/** Attributes as MLflow keeps them: each value as JSON text. */
type EncodedAttributes = { readonly [key: string]: string };

/** A span as MLflow 3 writes it; ids are base64 of their bytes. */
export interface SpanDictionary {
  readonly trace_id: string;
  readonly span_id: string;
  readonly parent_span_id: string | null;
  readonly name: string;
  /** Decimal: 64 bits, which a JSON number would round. */
  readonly start_time_unix_nano: string;
  readonly end_time_unix_nano: string | null;
  readonly status: { readonly code: string; readonly message: string };
  readonly attributes: EncodedAttributes;
  readonly events: readonly { readonly name: string; readonly time_unix_nano: string; readonly attributes: object }[];
  readonly links: readonly { readonly trace_id: string; readonly span_id: string; readonly attributes: object }[];
}

/** A trace as MLflow 3 writes it. */
export interface TraceDictionary {
  readonly info: TraceInfoJson;
  readonly data: { readonly spans: readonly SpanDictionary[] };
}

/** A span as MLflow 2 writes it; ids are `0x` and hex digits, times nanoseconds, which JSON rounds to 256. */
export interface SpanDictionaryV2 {
  readonly name: string;
  readonly context: { readonly span_id: string; readonly trace_id: string };
  readonly parent_id: string | null;
  readonly start_time: number;
  readonly end_time: number | null;
  readonly status_code: string;
  readonly status_message: string;
  readonly attributes: EncodedAttributes;
  readonly events: readonly { readonly name: string; readonly timestamp: number; readonly attributes: object }[];
}

/** A trace as MLflow 2 writes it. */
export interface TraceDictionaryV2 {
  readonly info: {
    readonly request_id: string;
    readonly experiment_id: string;
    readonly timestamp_ms: number;
    readonly execution_time_ms: number | null;
    readonly status: string;
    readonly request_metadata: { readonly [key: string]: string };
    readonly tags: { readonly [key: string]: string };
    readonly assessments?: readonly AssessmentJson[];
  };
  readonly data: {
    readonly spans: readonly SpanDictionaryV2[];
    /** Inputs of the root span, as JSON text. */
    readonly request: string | null;
    /** Outputs of the root span, as JSON text. */
    readonly response: string | null;
  };
}

/** Encodes a trace as MLflow 3 does. */
export function traceToDictionary({ info, spans }: TraceData): TraceDictionary {
  return { info: traceInfoToJson(info), data: { spans: spans.map(spanToDictionary) } };
}

/** Encodes a trace as MLflow 2 does. */
export function traceToDictionaryV2({ info, spans }: TraceData): TraceDictionaryV2 {
  const root = spans.find((span) => span.parentSpanId === undefined);
  const text = (key: string): string | null => encoded(root?.attributes[key]) ?? null;
  return {
    info: {
      request_id: info.traceId,
      experiment_id: info.experimentId,
      timestamp_ms: info.requestTimeMs,
      execution_time_ms: info.executionDurationMs === undefined ? null : Math.round(info.executionDurationMs),
      status: info.state === 'STATE_UNSPECIFIED' ? 'TRACE_STATUS_UNSPECIFIED' : info.state,
      request_metadata: info.metadata,
      tags: info.tags,
      ...(info.assessments && { assessments: info.assessments.map(assessmentToJson) }),
    },
    data: {
      spans: spans.map(spanToDictionaryV2),
      request: text(SpanAttributeKey.INPUTS),
      response: text(SpanAttributeKey.OUTPUTS),
    },
  };
}

function spanToDictionary(span: SpanData): SpanDictionary {
  const { parentSpanId, endTimeNs, status, links = [] } = span;
  return {
    trace_id: base64(span.traceId.slice('tr-'.length)),
    span_id: base64(span.spanId),
    parent_span_id: parentSpanId === undefined ? null : base64(parentSpanId),
    name: span.name,
    start_time_unix_nano: String(span.startTimeNs),
    end_time_unix_nano: endTimeNs === undefined ? null : String(endTimeNs),
    status: { code: `STATUS_CODE_${status.code}`, message: status.message ?? '' },
    attributes: encodedAttributes(span),
    events: span.events.map(({ name, timeNs, attributes }) => ({ name, time_unix_nano: String(timeNs), attributes })),
    links: links.map(linkToDictionary),
  };
}

function linkToDictionary({ traceId, spanId, attributes }: SpanLink): SpanDictionary['links'][number] {
  return { trace_id: traceId, span_id: spanId, attributes };
}

function spanToDictionaryV2(span: SpanData): SpanDictionaryV2 {
  const { traceId, spanId, parentSpanId, endTimeNs, status } = span;
  return {
    name: span.name,
    context: { span_id: `0x${spanId}`, trace_id: `0x${traceId.slice('tr-'.length)}` },
    parent_id: parentSpanId === undefined ? null : `0x${parentSpanId}`,
    start_time: Number(span.startTimeNs),
    end_time: endTimeNs === undefined ? null : Number(endTimeNs),
    status_code: status.code,
    status_message: status.message ?? '',
    attributes: encodedAttributes(span),
    events: span.events.map(({ name, timeNs, attributes }) => ({ name, timestamp: Number(timeNs), attributes })),
  };
}

function encodedAttributes(span: SpanData): EncodedAttributes {
  const entries = Object.entries(withRequestId(span));
  return Object.fromEntries(entries.map(([key, value]) => [key, encoded(value) ?? 'null']));
}

function encoded(value: unknown): string | undefined {
  return value === undefined ? undefined : JSON.stringify(value);
}

function base64(hex: string): string {
  return Buffer.from(hex, 'hex').toString('base64');
}
