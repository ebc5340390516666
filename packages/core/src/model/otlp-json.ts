import type { JsonObject } from './json.ts';
import { type OtlpKeyValue, attributesFromOtlp, attributesToOtlp } from './otlp-value.ts';
import type { SpanData, SpanEvent, SpanLink, SpanStatus } from './span-data.ts';

/** Places are OTLP's numbers. */
const STATUS_CODES = ['UNSET', 'OK', 'ERROR'] as const satisfies readonly SpanStatus['code'][];

type Writable<T> = { -readonly [K in keyof T]: T[K] };

const INTERNAL = 1;
const SAMPLED = 1;

/** Body of a request to `/v1/traces` in OTLP's JSON form: camelCase keys, hex ids, times as decimal strings. */
export interface OtlpTraceRequest<S = OtlpSpan> {
  readonly resourceSpans?: readonly OtlpResourceSpans<S>[];
}

/** Spans of one program. */
export interface OtlpResourceSpans<S = OtlpSpan> {
  readonly resource?: { readonly attributes?: readonly OtlpKeyValue[] };
  readonly scopeSpans?: readonly OtlpScopeSpans<S>[];
}

/** Spans that one library made. */
export interface OtlpScopeSpans<S = OtlpSpan> {
  readonly scope?: { readonly name?: string; readonly version?: string };
  readonly spans?: readonly S[];
}

/** One span. */
export interface OtlpSpan {
  /** 32 hex digits. */
  readonly traceId: string;
  /** 16 hex digits. */
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name?: string;
  readonly kind?: number | string;
  readonly flags?: number;
  readonly startTimeUnixNano?: string | number;
  readonly endTimeUnixNano?: string | number;
  readonly attributes?: readonly OtlpKeyValue[];
  readonly events?: readonly {
    readonly name?: string;
    readonly timeUnixNano?: string | number;
    readonly attributes?: readonly OtlpKeyValue[];
  }[];
  readonly links?: readonly {
    readonly traceId: string;
    readonly spanId: string;
    readonly attributes?: readonly OtlpKeyValue[];
  }[];
  readonly status?: { readonly code?: number | string; readonly message?: string };
}

/** Who made the spans: attributes of the program, and the library. */
export interface OtlpSource {
  readonly resource: JsonObject;
  readonly scope: { readonly name: string; readonly version?: string };
}

/** Spans that were read, with who made them. */
export interface OtlpSpanGroup extends OtlpSource {
  readonly spans: readonly SpanData[];
}

/**
 * Encodes spans. Attributes keep their types, which MLflow's server needs (an encoded string as `mlflow.spanType` would
 * be stored with its quotes).
 */
export function spansToOtlp(spans: readonly SpanData[], { resource, scope }: OtlpSource): OtlpTraceRequest {
  return {
    resourceSpans: [
      {
        resource: { attributes: attributesToOtlp(resource) },
        scopeSpans: [{ scope, spans: spans.map(spanToOtlp) }],
      },
    ],
  };
}

/** Reads spans, in the order in which they stand, grouped as they came. */
export function spansFromOtlp(request: OtlpTraceRequest): readonly OtlpSpanGroup[] {
  return groupsFromOtlp(request, spanFromOtlp);
}

/** `spansFromOtlp` with a way of one's own to read a span. */
export function groupsFromOtlp<S>(
  request: OtlpTraceRequest<S>,
  spanOf: (span: S) => SpanData,
): readonly OtlpSpanGroup[] {
  return (request.resourceSpans ?? []).flatMap(({ resource, scopeSpans = [] }) =>
    scopeSpans.map(({ scope, spans = [] }) => ({
      resource: attributesFromOtlp(resource?.attributes),
      scope: { name: scope?.name ?? '', ...(scope?.version !== undefined && { version: scope.version }) },
      spans: spans.map(spanOf),
    })),
  );
}

/** Our trace id, `tr-` and hex digits, as OpenTelemetry has it. */
export function otelTraceId(traceId: string): string {
  return traceId.startsWith('tr-') ? traceId.slice(3) : traceId;
}

/** Encodes one span. */
export function spanToOtlp(span: SpanData): OtlpSpan {
  const encoded: Writable<OtlpSpan> = {
    traceId: otelTraceId(span.traceId),
    spanId: span.spanId,
    name: span.name,
    kind: INTERNAL,
    flags: SAMPLED,
    startTimeUnixNano: String(span.startTimeNs),
    attributes: attributesToOtlp(span.attributes),
    status: statusToOtlp(span.status),
  };
  if (span.parentSpanId !== undefined) encoded.parentSpanId = span.parentSpanId;
  if (span.endTimeNs !== undefined) encoded.endTimeUnixNano = String(span.endTimeNs);
  if (span.events.length > 0) encoded.events = span.events.map(eventToOtlp);
  if (span.links) encoded.links = span.links.map(linkToOtlp);
  return encoded;
}

function eventToOtlp({ name, timeNs, attributes }: SpanEvent): NonNullable<OtlpSpan['events']>[number] {
  return { name, timeUnixNano: String(timeNs), attributes: attributesToOtlp(attributes) };
}

function linkToOtlp({ traceId, spanId, attributes }: SpanLink): NonNullable<OtlpSpan['links']>[number] {
  return { traceId: otelTraceId(traceId), spanId, attributes: attributesToOtlp(attributes) };
}

/** Encodes a status. */
export function statusToOtlp({ code, message }: SpanStatus): NonNullable<OtlpSpan['status']> {
  const number = STATUS_CODES.indexOf(code);
  return message === undefined ? { code: number } : { code: number, message };
}

/** Reads one span. */
export function spanFromOtlp(span: OtlpSpan): SpanData {
  const endTimeNs = BigInt(span.endTimeUnixNano ?? 0);
  const read: Writable<SpanData> = {
    traceId: `tr-${span.traceId.toLowerCase()}`,
    spanId: span.spanId.toLowerCase(),
    name: span.name ?? '',
    startTimeNs: BigInt(span.startTimeUnixNano ?? 0),
    status: statusFromOtlp(span.status),
    attributes: attributesFromOtlp(span.attributes),
    events: (span.events ?? []).map(eventFromOtlp),
  };
  if (span.parentSpanId) read.parentSpanId = span.parentSpanId.toLowerCase();
  if (endTimeNs > 0n) read.endTimeNs = endTimeNs;
  if (span.links?.length) read.links = span.links.map(linkFromOtlp);
  return read;
}

function eventFromOtlp(event: NonNullable<OtlpSpan['events']>[number]): SpanEvent {
  return {
    name: event.name ?? '',
    timeNs: BigInt(event.timeUnixNano ?? 0),
    attributes: attributesFromOtlp(event.attributes),
  };
}

function linkFromOtlp(link: NonNullable<OtlpSpan['links']>[number]): SpanLink {
  return {
    traceId: `tr-${link.traceId.toLowerCase()}`,
    spanId: link.spanId.toLowerCase(),
    attributes: attributesFromOtlp(link.attributes),
  };
}

function statusFromOtlp({ code = 0, message }: NonNullable<OtlpSpan['status']> = {}): SpanStatus {
  const known =
    typeof code === 'number' ? STATUS_CODES[code] : STATUS_CODES.find((name) => code === `STATUS_CODE_${name}`);
  return { code: known ?? 'UNSET', ...(message && { message }) };
}
