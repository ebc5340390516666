import {
  type Assessment,
  type JsonObject,
  type TraceInfo,
  type TraceState,
  assessmentToJson,
  isJsonObject,
  traceInfoToJson,
} from '@spanwright/core/model';
import { refuse } from '../http/refusal.ts';
import { assessmentFromProto, assessmentToProto } from './assessment-proto.ts';
import { momentOf } from './moment.ts';
import { entriesField, keyValues, objectsField, optionalNumber, optionalText, textField } from './fields.ts';

// Protobuf's JSON of MLflow's messages `TraceInfoV3` and `TraceInfo`.

const STATES: readonly string[] = ['OK', 'ERROR', 'IN_PROGRESS', 'STATE_UNSPECIFIED'] satisfies TraceState[];

/** Encodes `TraceInfoV3`. */
export function traceInfoToProto(info: TraceInfo): object {
  const { execution_duration_ms: durationMs, assessments: _, ...rest } = traceInfoToJson(info);
  return {
    ...rest,
    ...(typeof durationMs === 'number' && { execution_duration: durationOf(durationMs) }),
    ...(info.assessments && {
      assessments: info.assessments.map((one: Assessment) => assessmentToProto(assessmentToJson(one))),
    }),
  };
}

/** Reads `TraceInfoV3`, also in the form that Python's `TraceInfo.to_dict` gives. */
export function traceInfoFromProto(json: JsonObject): TraceInfo {
  const traceId = textField(json, 'trace_id');
  const executionDurationMs = durationIn(json);
  const assessments = objectsField(json, 'assessments').map((one) => assessmentFromProto(one, traceId));
  return {
    traceId,
    experimentId: experimentIn(json),
    requestTimeMs: timeIn(json),
    ...(executionDurationMs !== undefined && { executionDurationMs }),
    state: stateIn(json['state']),
    ...texts(json, {
      clientRequestId: 'client_request_id',
      requestPreview: 'request_preview',
      responsePreview: 'response_preview',
    }),
    metadata: entriesField(json, 'trace_metadata'),
    tags: entriesField(json, 'tags'),
    ...(assessments.length > 0 && { assessments }),
  };
}

/** Encodes `TraceInfo`, as MLflow had it before version 3. */
export function traceInfoToProtoV2(info: TraceInfo): object {
  return {
    request_id: info.traceId,
    experiment_id: info.experimentId,
    timestamp_ms: info.requestTimeMs,
    ...(info.executionDurationMs !== undefined && { execution_time_ms: Math.round(info.executionDurationMs) }),
    status: info.state === 'STATE_UNSPECIFIED' ? 'TRACE_STATUS_UNSPECIFIED' : info.state,
    request_metadata: keyValues(info.metadata),
    tags: keyValues(info.tags),
  };
}

/** A state of either version. */
export function stateIn(value: unknown): TraceState {
  const known = typeof value === 'string' && STATES.includes(value);
  return known ? (value as TraceState) : 'STATE_UNSPECIFIED';
}

function experimentIn(json: JsonObject): string {
  const location = json['trace_location'];
  const experiment = isJsonObject(location) ? location['mlflow_experiment'] : undefined;
  if (isJsonObject(experiment)) return textField(experiment, 'experiment_id');
  throw refuse(
    'INVALID_PARAMETER_VALUE',
    'A trace has to be in an experiment: trace_location.mlflow_experiment.experiment_id is missing.',
  );
}

function timeIn(json: JsonObject): number {
  const time = json['request_time'];
  const ms = typeof time === 'number' ? time : Date.parse(optionalText(json, 'request_time') ?? '');
  return momentOf(ms, 'request_time', time);
}

function durationIn(json: JsonObject): number | undefined {
  const duration = json['execution_duration'];
  if (typeof duration !== 'string') return optionalNumber(json, 'execution_duration_ms');
  const seconds = /^(-?\d+(?:\.\d+)?)s$/.exec(duration)?.[1];
  if (seconds === undefined)
    throw refuse(
      'INVALID_PARAMETER_VALUE',
      `Invalid value ${JSON.stringify(duration)} for parameter 'execution_duration' supplied.`,
    );
  // Exact: as numbers, 1.001 s would be 1000.9999 ms.
  return Math.round(Number(seconds) * 1e6) / 1000;
}

function durationOf(ms: number): string {
  return `${(ms / 1000).toFixed(6).replace(/\.?0+$/, '')}s`;
}

function texts<K extends string>(json: JsonObject, names: { readonly [P in K]: string }): { [P in K]?: string } {
  const entries = Object.entries<string>(names).flatMap(([key, name]) => {
    const value = optionalText(json, name);
    return value === undefined ? [] : [[key, value] as const];
  });
  return Object.fromEntries(entries) as { [P in K]?: string };
}
