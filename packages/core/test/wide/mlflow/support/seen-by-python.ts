import {
  type JsonObject,
  type JsonValue,
  SpanAttributeKey,
  type SpanData,
  type TraceData,
} from '../../../../src/model/index.ts';

/** A span as MLflow's Python client reads it. */
export interface PythonSpan {
  readonly spanId: string;
  readonly parentSpanId: string | null;
  readonly name: string;
  readonly spanType: string;
  readonly startTimeNs: string;
  readonly endTimeNs: string;
  readonly status: string;
  readonly statusMessage: string;
  readonly inputs: JsonValue;
  readonly outputs: JsonValue;
  readonly attributes: JsonObject;
  readonly events: readonly { readonly name: string; readonly timeNs: string; readonly attributes: JsonObject }[];
}

/** A trace as MLflow's Python client reads it. */
export interface PythonTrace {
  readonly traceId: string;
  readonly experimentId: string;
  readonly requestTimeMs: number;
  readonly executionDurationMs: number | null;
  readonly state: string;
  readonly clientRequestId: string | null;
  readonly requestPreview: string | null;
  readonly responsePreview: string | null;
  readonly metadata: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly tokenUsage: JsonObject | null;
  readonly cost: JsonObject | null;
  readonly assessments: readonly JsonObject[];
  readonly spans: readonly PythonSpan[];
}

/** All that Python reads of a server. */
export interface PythonView {
  readonly traces: readonly PythonTrace[];
  readonly runs: readonly {
    readonly runId: string;
    readonly name: string;
    readonly status: string;
    readonly models: readonly string[];
    readonly params: Readonly<Record<string, string>>;
    readonly metrics: Readonly<Record<string, number>>;
    readonly tags: Readonly<Record<string, string>>;
  }[];
  readonly models: readonly {
    readonly modelId: string;
    readonly name: string;
    readonly status: string;
    readonly runId: string;
    readonly files: readonly string[];
  }[];
}

/** What Python should see of a recorded span; of its attributes no less than these. */
export function expectedSpan(span: SpanData): object {
  const { attributes, events, status } = span;
  return {
    spanId: span.spanId,
    parentSpanId: span.parentSpanId ?? null,
    name: span.name,
    spanType: attributes[SpanAttributeKey.SPAN_TYPE] ?? 'UNKNOWN',
    startTimeNs: String(span.startTimeNs),
    endTimeNs: String(span.endTimeNs),
    status: status.code,
    statusMessage: status.message ?? '',
    inputs: attributes[SpanAttributeKey.INPUTS] ?? null,
    outputs: attributes[SpanAttributeKey.OUTPUTS] ?? null,
    attributes,
    events: events.map(({ name, timeNs, attributes: of }) => ({ name, timeNs: String(timeNs), attributes: of })),
  };
}

/** What Python should see of a recorded trace's information; of tags and metadata no less than these. */
export function expectedInfo({ info }: TraceData): object {
  // Compared as an object: the server writes it in its own way.
  const { 'mlflow.trace.tokenUsage': usage, ...metadata } = info.metadata;
  return {
    traceId: info.traceId,
    requestTimeMs: info.requestTimeMs,
    // The server counts whole milliseconds.
    executionDurationMs: info.executionDurationMs === undefined ? null : Math.floor(info.executionDurationMs),
    state: info.state,
    clientRequestId: info.clientRequestId ?? null,
    // Where there is nothing to preview the server says so in its own way.
    ...(info.requestPreview !== undefined && { requestPreview: info.requestPreview }),
    ...(info.responsePreview !== undefined && { responsePreview: info.responsePreview }),
    tokenUsage: usage === undefined ? null : knownUsage(JSON.parse(usage) as JsonObject),
    metadata,
    tags: info.tags,
  };
}

// The server keeps MLflow's own counts; those of reasoning and audio are ours, and stay with the spans.
function knownUsage({ reasoning_tokens: _, audio_tokens: __, ...usage }: JsonObject): JsonObject {
  return usage;
}
