import {
  type Assessment,
  assessmentFromJson,
  assessmentToJson,
  type JsonValue,
  type TraceInfo,
  traceInfoFromJson,
  traceInfoToJson,
  type TraceState,
} from '../model/index.ts';
import type { KeyValue, WireAssessment, WireTraceInfo, WireTraceInfoV2 } from './wire-types.ts';

/** The server's columns: it stores no more, and databases but SQLite refuse what is longer. */
const MOST = { key: 250, value: 8000, preview: 1000, clientRequestId: 50 } as const;

/** Trace information as `StartTraceV3` takes it. */
export function traceInfoToWire(info: TraceInfo): WireTraceInfo {
  const { execution_duration_ms: duration, assessments: _, ...json } = traceInfoToJson(info);
  return {
    ...json,
    ...shortened('client_request_id', info.clientRequestId, MOST.clientRequestId),
    ...shortened('request_preview', info.requestPreview, MOST.preview),
    ...shortened('response_preview', info.responsePreview, MOST.preview),
    ...(typeof duration === 'number' && { execution_duration: `${(duration / 1000).toFixed(6)}s` }),
    trace_metadata: cut(info.metadata),
    tags: cut(info.tags),
    ...(info.assessments && { assessments: info.assessments.map(assessmentToWire) }),
  };
}

/** Trace information as any endpoint of version 3 gives it. */
export function traceInfoFromWire(wire: WireTraceInfo): TraceInfo {
  const { execution_duration: duration, assessments = [], ...json } = wire;
  return traceInfoFromJson({
    ...json,
    trace_metadata: wire.trace_metadata ?? {},
    tags: wire.tags ?? {},
    ...(duration !== undefined && { execution_duration_ms: Math.round(1e6 * Number.parseFloat(duration)) / 1000 }),
    assessments: assessments.map((one) => completed(one, wire.trace_id)),
  });
}

/** Trace information as servers of MLflow 2 give it. */
export function traceInfoFromV2(wire: WireTraceInfoV2): TraceInfo {
  const { execution_time_ms: duration, status = 'IN_PROGRESS' } = wire;
  return {
    traceId: wire.request_id,
    experimentId: wire.experiment_id,
    requestTimeMs: Number(wire.timestamp_ms ?? 0),
    ...(duration !== undefined && { executionDurationMs: Number(duration) }),
    state: (status.endsWith('UNSPECIFIED') ? 'STATE_UNSPECIFIED' : status) as TraceState,
    metadata: recordOf(wire.request_metadata),
    tags: recordOf(wire.tags),
  };
}

/** An assessment as the server takes it. */
export function assessmentToWire(assessment: Assessment): WireAssessment {
  const { expectation, ...json } = assessmentToJson(assessment);
  const value = expectation?.value;
  if (!expectation || typeof value !== 'object' || value === null)
    return { ...json, ...(expectation && { expectation }) };
  const serialized = { serialization_format: 'JSON_FORMAT', value: JSON.stringify(value) };
  return { ...json, expectation: { serialized_value: serialized } };
}

/** An assessment as the server gives it. */
export function assessmentFromWire(wire: WireAssessment, traceId: string): Assessment {
  return assessmentFromJson(completed(wire, traceId));
}

/** A list of keys and values as an object. */
export function recordOf(list: readonly KeyValue[] = []): Readonly<Record<string, string>> {
  return Object.fromEntries(list.map(({ key, value }) => [key, value ?? '']));
}

/** An object as a list of keys and values, each no longer than the server keeps it. */
export function listOf(record: Readonly<Record<string, string>> = {}): readonly KeyValue[] {
  return Object.entries(cut(record)).map(([key, value]) => ({ key, value }));
}

function completed(
  { expectation, ...wire }: WireAssessment,
  traceId: string,
): Parameters<typeof assessmentFromJson>[0] {
  const { source_type: sourceType = 'SOURCE_TYPE_UNSPECIFIED', source_id: sourceId = 'default' } = wire.source ?? {};
  return {
    ...wire,
    trace_id: wire.trace_id ?? traceId,
    source: { source_type: sourceType, source_id: sourceId },
    ...(expectation && { expectation: { value: expectedValue(expectation) } }),
    valid: wire.valid ?? true,
  };
}

function expectedValue({ value, serialized_value: serialized }: NonNullable<WireAssessment['expectation']>): JsonValue {
  return serialized ? (JSON.parse(serialized.value) as JsonValue) : (value ?? null);
}

function shortened<K extends string>(key: K, text: string | undefined, most: number): { [P in K]?: string } {
  return text === undefined || text.length <= most ? {} : ({ [key]: text.slice(0, most) } as { [P in K]?: string });
}

function cut(record: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => [key.slice(0, MOST.key), String(value).slice(0, MOST.value)]),
  );
}
