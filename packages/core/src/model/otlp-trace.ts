import { SpanAttributeKey, TraceMetadataKey, TraceTagKey } from './attribute-key.ts';
import type { JsonObject, JsonValue } from './json.ts';
import { type OtlpSpanGroup, type OtlpTraceRequest, spansFromOtlp, spansToOtlp } from './otlp-json.ts';
import { previewOf } from './preview.ts';
import type { SpanData } from './span-data.ts';
import { sumTokenUsage } from './token-usage.ts';
import type { TraceData, TraceInfo } from './trace-info.ts';

// OTLP has spans alone: what is said of the trace stands on its root, under the keys from which MLflow's server reads it.
const TAG_PREFIX = 'mlflow.traceTag.';
const SESSION_KEYS = ['session.id', 'gen_ai.conversation.id'];
const USER_KEY = 'user.id';

const TRACE_ID = /^tr-[0-9a-f]{32}$/;
const SPAN_ID = /^[0-9a-f]{16}$/;

/** Whether a trace can be written as OTLP, whose ids are 32 and 16 hex digits. */
export function fitsOtlp({ info, spans }: TraceData): boolean {
  return spans.length > 0 && TRACE_ID.test(info.traceId) && spans.every(({ spanId }) => SPAN_ID.test(spanId));
}

/** A trace as OTLP: its spans; of its information tags, session and user. `tracesFromOtlp` works the rest out again. */
export function traceToOtlp({ info, spans }: TraceData): OtlpTraceRequest {
  const said = saidOfTrace(info);
  const root = spans.find(({ parentSpanId }) => parentSpanId === undefined) ?? spans[0];
  const marked = spans.map((span) => (span === root ? { ...span, attributes: { ...span.attributes, ...said } } : span));
  return spansToOtlp(marked, { resource: {}, scope: { name: 'spanwright' } });
}

/** The traces of an OTLP request, each with the information that its spans tell, as MLflow's server works it out. */
export function tracesFromOtlp(request: OtlpTraceRequest, experimentId = '0'): readonly TraceData[] {
  return tracesOfGroups(spansFromOtlp(request), experimentId);
}

/** `tracesFromOtlp` of spans that were read already. */
export function tracesOfGroups(groups: readonly OtlpSpanGroup[], experimentId = '0'): readonly TraceData[] {
  const byTrace = new Map<string, { spans: SpanData[]; resource: JsonObject }>();
  for (const { spans, resource } of groups) {
    for (const span of spans) {
      const trace = byTrace.get(span.traceId) ?? { spans: [], resource };
      trace.spans.push(span);
      byTrace.set(span.traceId, trace);
    }
  }
  return [...byTrace.values()].map(({ spans, resource }) => traceOf(spans, resource, experimentId));
}

function saidOfTrace({ tags, metadata }: TraceInfo): JsonObject {
  const entries = Object.entries(tags).map(([key, value]) => [TAG_PREFIX + key, value] as const);
  const session = metadata[TraceMetadataKey.SESSION];
  const user = metadata[TraceMetadataKey.USER];
  return {
    ...Object.fromEntries(entries),
    ...(session !== undefined && { 'session.id': session }),
    ...(user !== undefined && { [USER_KEY]: user }),
  };
}

function traceOf(given: readonly SpanData[], resource: JsonObject, experimentId: string): TraceData {
  const root = given.find(({ parentSpanId }) => parentSpanId === undefined);
  const spans = given.map(withoutTags);
  const starts = given.map(({ startTimeNs }) => startTimeNs);
  const startNs = starts.reduce((a, b) => (b < a ? b : a));
  const endNs = given.reduce((latest, { endTimeNs = startNs }) => (endTimeNs > latest ? endTimeNs : latest), startNs);
  return {
    info: {
      traceId: given[0]?.traceId ?? '',
      experimentId,
      requestTimeMs: Number(startNs / 1_000_000n),
      ...(root?.endTimeNs !== undefined && { executionDurationMs: Number((endNs - startNs) / 1000n) / 1000 }),
      state: stateOf(root),
      ...(!root && { partial: true as const }),
      ...(root && previews(root)),
      metadata: metadataOf(given, root),
      tags: { ...tagsOfResource(resource), ...(root && { [TraceTagKey.NAME]: root.name, ...tagsOf(root) }) },
    },
    spans,
  };
}

function stateOf(root: SpanData | undefined): TraceInfo['state'] {
  if (root?.endTimeNs === undefined) return 'IN_PROGRESS';
  return root.status.code === 'ERROR' ? 'ERROR' : 'OK';
}

function previews({ attributes }: SpanData): Pick<TraceInfo, 'requestPreview' | 'responsePreview'> {
  const requestPreview = previewOf(attributes[SpanAttributeKey.INPUTS], 'user');
  const responsePreview = previewOf(attributes[SpanAttributeKey.OUTPUTS], 'assistant');
  return {
    ...(requestPreview !== undefined && { requestPreview }),
    ...(responsePreview !== undefined && { responsePreview }),
  };
}

function metadataOf(spans: readonly SpanData[], root: SpanData | undefined): TraceInfo['metadata'] {
  const usage = sumTokenUsage(spans);
  const session = SESSION_KEYS.map((key) => root?.attributes[key]).find((value) => typeof value === 'string');
  const user = root?.attributes[USER_KEY];
  return {
    ...(usage && { [TraceMetadataKey.TOKEN_USAGE]: JSON.stringify(usage) }),
    ...(typeof session === 'string' && { [TraceMetadataKey.SESSION]: session }),
    ...(typeof user === 'string' && { [TraceMetadataKey.USER]: user }),
  };
}

function tagsOf({ attributes }: SpanData): TraceInfo['tags'] {
  return texts(attributes, (key) => (key.startsWith(TAG_PREFIX) ? key.slice(TAG_PREFIX.length) : undefined));
}

function tagsOfResource(resource: JsonObject): TraceInfo['tags'] {
  return texts(resource, (key) => (/^(?:telemetry\.sdk|mlflow)\./.test(key) ? undefined : key));
}

function texts(attributes: JsonObject, nameOf: (key: string) => string | undefined): Record<string, string> {
  const entries = Object.entries(attributes).flatMap(([key, value]): readonly (readonly [string, string])[] => {
    const name = nameOf(key);
    return name === undefined ? [] : [[name, textOf(value)]];
  });
  return Object.fromEntries(entries);
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}

function withoutTags(span: SpanData): SpanData {
  const { attributes } = span;
  if (!Object.keys(attributes).some(isTag)) return span;
  return { ...span, attributes: Object.fromEntries(Object.entries(attributes).filter(([key]) => !isTag(key))) };
}

function isTag(key: string): boolean {
  return key.startsWith(TAG_PREFIX);
}
