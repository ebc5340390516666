import { type SpanData, type SpanStatus, otelTraceId } from '../model/index.ts';
import { isModelCall } from './conventions/gen-ai.ts';
import type { OtlpResource } from './resource.ts';

type HrTime = readonly [seconds: number, nanoseconds: number];

interface SpanContext {
  readonly traceId: string;
  readonly spanId: string;
  readonly traceFlags: number;
}

/** The parts of OpenTelemetry's `ReadableSpan` that the exporter packages read. Attributes keep their structure. */
export interface ReadableSpan {
  readonly name: string;
  readonly kind: number;
  readonly spanContext: () => SpanContext;
  readonly parentSpanContext?: SpanContext;
  readonly startTime: HrTime;
  readonly endTime: HrTime;
  readonly status: { readonly code: number; readonly message?: string };
  readonly attributes: SpanData['attributes'];
  readonly events: readonly { readonly name: string; readonly time: HrTime; readonly attributes: object }[];
  readonly links: readonly { readonly context: SpanContext; readonly attributes: object }[];
  readonly ended: boolean;
  readonly resource: OtlpResource;
  readonly instrumentationScope: { readonly name: string; readonly version: string };
  readonly droppedAttributesCount: number;
  readonly droppedEventsCount: number;
  readonly droppedLinksCount: number;
}

const SAMPLED = 1;
const INTERNAL = 0;
const CLIENT = 2;
/** In the order of OpenTelemetry's numbers. */
const STATUS_CODES = ['UNSET', 'OK', 'ERROR'] as const satisfies readonly SpanStatus['code'][];

/** A span in the shape that the exporter packages take. The resource must be one object for all spans of a request. */
export function readableSpan(span: SpanData, original: SpanData, resource: OtlpResource): ReadableSpan {
  const traceId = otelTraceId(span.traceId);
  return {
    name: span.name,
    kind: isModelCall(original) ? CLIENT : INTERNAL,
    spanContext: () => context(traceId, span.spanId),
    ...(span.parentSpanId !== undefined && { parentSpanContext: context(traceId, span.parentSpanId) }),
    startTime: hrTime(span.startTimeNs),
    endTime: hrTime(span.endTimeNs ?? span.startTimeNs),
    status: { ...span.status, code: STATUS_CODES.indexOf(span.status.code) },
    attributes: span.attributes,
    events: span.events.map(({ name, timeNs, attributes }) => ({ name, time: hrTime(timeNs), attributes })),
    links: (span.links ?? []).map((link) => ({
      context: context(otelTraceId(link.traceId), link.spanId),
      attributes: link.attributes,
    })),
    ended: true,
    resource,
    instrumentationScope: resource.scope,
    droppedAttributesCount: 0,
    droppedEventsCount: 0,
    droppedLinksCount: 0,
  };
}

function context(traceId: string, spanId: string): SpanContext {
  return { traceId, spanId, traceFlags: SAMPLED };
}

function hrTime(ns: bigint): HrTime {
  return [Number(ns / 1_000_000_000n), Number(ns % 1_000_000_000n)];
}
