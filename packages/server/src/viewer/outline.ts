import {
  AgentAttributeKey,
  HandoffAttributeKey,
  type JsonObject,
  type JsonValue,
  SpanAttributeKey,
  type SpanData,
  SpanEventKey,
  SpanType,
  type TraceData,
  traceInfoToJson,
} from '@spanwright/core/model';
import type { SpanOutline, TraceOutline } from './viewer-api.ts';

const MAX_ERROR_CHARS = 500;

/** A part of a trace's outline: so many spans from the place `from` on. */
export function outlineOf({ info, spans }: TraceData, from: number, limit: number): TraceOutline {
  const startNs = spans[0]?.startTimeNs ?? BigInt(info.requestTimeMs) * 1_000_000n;
  const end = from + limit;
  return {
    info: traceInfoToJson(info),
    startNs: String(startNs),
    spanCount: spans.length,
    spans: spans.slice(from, end).map((span) => spanOutline(span, startNs)),
    ...(end < spans.length && { next: end }),
  };
}

function spanOutline(span: SpanData, startNs: bigint): SpanOutline {
  const { attributes, events, endTimeNs, status } = span;
  return {
    spanId: span.spanId,
    ...(span.parentSpanId !== undefined && { parentSpanId: span.parentSpanId }),
    name: span.name,
    spanType: textOf(attributes[SpanAttributeKey.SPAN_TYPE]) ?? SpanType.UNKNOWN,
    startUs: microseconds(span.startTimeNs - startNs),
    ...(endTimeNs !== undefined && { durationUs: microseconds(endTimeNs - span.startTimeNs) }),
    status: status.code,
    ...defined('error', status.code === 'ERROR' ? errorOf(span) : undefined),
    ...defined('model', textOf(attributes[SpanAttributeKey.MODEL])),
    ...usageOf(attributes),
    ...defined('agent', textOf(attributes[AgentAttributeKey.NAME])),
    ...handoffOf(attributes),
    ...(events.length > 0 && { events: events.length }),
  };
}

function errorOf({ events, status }: SpanData): string | undefined {
  const exception = events.find(({ name }) => name === SpanEventKey.EXCEPTION)?.attributes;
  const parts = [exception?.[SpanEventKey.EXCEPTION_TYPE], exception?.[SpanEventKey.EXCEPTION_MESSAGE]].flatMap(
    (part) => textOf(part) ?? [],
  );
  const told = parts.length > 0 ? parts.join(': ') : status.message;
  return told?.slice(0, MAX_ERROR_CHARS);
}

function usageOf(attributes: JsonObject): Pick<SpanOutline, 'inputTokens' | 'outputTokens' | 'cost'> {
  const usage = fieldsOf(attributes[SpanAttributeKey.CHAT_USAGE]);
  return {
    ...defined('inputTokens', numberOf(usage['input_tokens'])),
    ...defined('outputTokens', numberOf(usage['output_tokens'])),
    ...defined('cost', numberOf(fieldsOf(attributes[SpanAttributeKey.COST])['total_cost'])),
  };
}

function handoffOf(attributes: JsonObject): Pick<SpanOutline, 'handoff'> {
  const [from, to, reason] = [HandoffAttributeKey.FROM, HandoffAttributeKey.TO, HandoffAttributeKey.REASON].map((key) =>
    textOf(attributes[key]),
  );
  if (from === undefined || to === undefined) return {};
  return { handoff: { from, to, ...defined('reason', reason) } };
}

function microseconds(ns: bigint): number {
  return Number(ns) / 1000;
}

function textOf(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function numberOf(value: JsonValue | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function fieldsOf(value: JsonValue | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}

function defined<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]?: V });
}
