import { type AssessmentJson, assessmentFromJson } from './assessment-json.ts';
import { SpanAttributeKey } from './attribute-key.ts';
import { TracingError } from './errors.ts';
import type { JsonObject, JsonValue } from './json.ts';
import { type SpanJson, spanFromJson, traceInfoFromJson, type TraceJson } from './mlflow-json.ts';
import type { SpanData } from './span-data.ts';
import type { SpanDictionary, SpanDictionaryV2, TraceDictionary, TraceDictionaryV2 } from './trace-dictionary.ts';
import type { TraceData, TraceInfo, TraceState } from './trace-info.ts';

/** Every form in which a trace may come: ours, and those of MLflow 3 and 2. */
export type AnyTraceJson = TraceJson | TraceDictionary | TraceDictionaryV2;

type AnySpanJson = SpanJson | SpanDictionary | SpanDictionaryV2;

// JSON numbers of 64 bits would lose their last digits. Inside of texts these names are followed by an escaped quote.
const LONG_TIMES = /("(?:(?:start_|end_)?time_unix_nano|start_time|end_time|timestamp)"\s*:\s*)(\d{16,})/g;

/**
 * Reads a trace in any of MLflow's forms, as an object or as text.
 * @throws TracingError INVALID_PARAMETER_VALUE for what is none of them.
 */
export function readTrace(given: AnyTraceJson | string): TraceData {
  try {
    const json = typeof given === 'string' ? (JSON.parse(given.replace(LONG_TIMES, '$1"$2"')) as AnyTraceJson) : given;
    return { info: readInfo(json.info), spans: json.data.spans.map(readSpan) };
  } catch (cause) {
    if (cause instanceof TracingError) throw cause;
    const message = `This is no trace in MLflow's form: ${cause instanceof Error ? cause.message : String(cause)}.`;
    throw new TracingError('INVALID_PARAMETER_VALUE', message, { cause });
  }
}

/**
 * Reads a span in any of MLflow's forms.
 * @throws TracingError INVALID_PARAMETER_VALUE for one that names no trace.
 */
export function readSpan(json: AnySpanJson): SpanData {
  const attributes = decoded(json.attributes);
  if ('context' in json) return spanFromJson(ofVersion2(json, attributes));
  const { trace_id: traceId, span_id: spanId, parent_span_id: parentId, links = [], ...rest } = json as SpanJson;
  return spanFromJson({
    ...rest,
    ...(links.length > 0 && { links }),
    trace_id: traceId ? `tr-${hexOf(traceId.replace(/^tr-/, ''), 16)}` : traceIdIn(attributes),
    span_id: hexOf(spanId, 8),
    parent_span_id: parentId ? hexOf(parentId, 8) : null,
    attributes,
  });
}

function readInfo(json: AnyTraceJson['info']): TraceInfo {
  return 'request_id' in json ? infoOfVersion2(json) : traceInfoFromJson(json);
}

function infoOfVersion2(json: TraceDictionaryV2['info']): TraceInfo {
  const { execution_time_ms: duration, assessments = [] } = json;
  return {
    traceId: json.request_id,
    experimentId: json.experiment_id,
    requestTimeMs: json.timestamp_ms,
    ...(typeof duration === 'number' && { executionDurationMs: duration }),
    state: (json.status.endsWith('UNSPECIFIED') ? 'STATE_UNSPECIFIED' : json.status) as TraceState,
    metadata: json.request_metadata,
    tags: json.tags,
    ...(assessments.length > 0 && { assessments: assessments.map((one: AssessmentJson) => assessmentFromJson(one)) }),
  };
}

// Traces of MLflow 2 had ids of their own, apart from those of OpenTelemetry.
function ofVersion2(json: SpanDictionaryV2, attributes: JsonObject): SpanJson {
  return {
    trace_id: traceIdIn(attributes),
    span_id: hexOf(json.context.span_id, 8),
    parent_span_id: json.parent_id ? hexOf(json.parent_id, 8) : null,
    name: json.name,
    start_time_unix_nano: json.start_time,
    end_time_unix_nano: json.end_time,
    status: { code: json.status_code, message: json.status_message },
    attributes,
    events: json.events.map(({ name, timestamp, attributes: of }) => ({
      name,
      time_unix_nano: timestamp,
      attributes: of as JsonObject,
    })),
  };
}

function traceIdIn(attributes: JsonObject): string {
  const id = attributes[SpanAttributeKey.REQUEST_ID];
  if (typeof id === 'string' && id !== '') return id;
  const message = `The ${SpanAttributeKey.REQUEST_ID} attribute of a span is empty or missing.`;
  throw new TracingError('INVALID_PARAMETER_VALUE', message);
}

/** Hex digits of an id: as they are, after `0x`, or of base64. */
function hexOf(id: string, bytes: number): string {
  if (id.startsWith('0x')) return id.slice(2).padStart(2 * bytes, '0');
  return id.length === 2 * bytes ? id : Buffer.from(id, 'base64').toString('hex');
}

// MLflow writes each value as JSON text, this one among them.
function decoded(attributes: JsonObject | { readonly [key: string]: string }): JsonObject {
  const id = attributes[SpanAttributeKey.REQUEST_ID];
  if (typeof id !== 'string' || !id.startsWith('"')) return attributes;
  return Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, decodedValue(value)]));
}

function decodedValue(value: JsonValue): JsonValue {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as JsonValue;
  } catch {
    return value;
  }
}
