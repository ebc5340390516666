import type * as otel from '@opentelemetry/api';
import { guarded } from '../guard.ts';
import type { LiveSpan } from '../span/live-span.ts';
import { timeInputToNs } from '../span/time-input.ts';
import { readAttributes } from './foreign-attributes.ts';
import { forgetMirror, mirrorOf, rememberMirror } from './mirrored-spans.ts';
import { ownSpans } from './own-spans.ts';
import type { SpanHost } from './span-host.ts';

const OURS: unique symbol = Symbol.for('@spanwright/core span processor') as never;
const SAMPLED = 1;
const ERROR = 2;

/** The parts of an SDK's span that are read; those of the 1.x SDK name their parent by id. */
export interface ForeignSpan {
  readonly name: string;
  readonly startTime: otel.HrTime;
  readonly endTime: otel.HrTime;
  readonly attributes: otel.Attributes;
  readonly events: readonly {
    readonly name: string;
    readonly time: otel.HrTime;
    readonly attributes?: otel.Attributes;
  }[];
  readonly links: readonly otel.Link[];
  readonly status: otel.SpanStatus;
  readonly parentSpanContext?: otel.SpanContext;
  readonly parentSpanId?: string;
  spanContext(): otel.SpanContext;
}

/** OpenTelemetry's `SpanProcessor`. */
export interface OtelSpanProcessor {
  onStart(span: object, parentContext: otel.Context): void;
  onEnd(span: object): void;
  forceFlush(): Promise<void>;
  shutdown(): Promise<void>;
}

/** Makes a processor that brings the sampled spans that it sees into our traces. */
export function makeSpanProcessor(host: SpanHost): OtelSpanProcessor {
  const processor: OtelSpanProcessor & { readonly [OURS]: true } = {
    [OURS]: true,
    onStart: (span) => guarded('taking in an OpenTelemetry span', () => started(host, span as ForeignSpan)),
    onEnd: (span) => guarded('taking in an OpenTelemetry span', () => ended(host, span as ForeignSpan)),
    forceFlush: host.flush,
    shutdown: host.flush,
  };
  return processor;
}

/** True for a processor made here, of any copy of this package. */
export function isOurProcessor(processor: unknown): boolean {
  return typeof processor === 'object' && processor !== null && OURS in processor;
}

function started(host: SpanHost, span: ForeignSpan): void {
  const ids = span.spanContext();
  if (ownSpans.claims(span) || !host.isTracing() || (ids.traceFlags & SAMPLED) === 0) return;
  rememberMirror(ids, startMirror(host, span));
}

function ended(host: SpanHost, span: ForeignSpan): void {
  const ids = span.spanContext();
  if (ownSpans.has(span) || (ids.traceFlags & SAMPLED) === 0) return;
  // One that was running before the processor was there is taken in as a whole.
  const mirror = mirrorOf(ids) ?? (host.isTracing() ? startMirror(host, span) : undefined);
  forgetMirror(ids);
  if (mirror) finish(mirror, span);
}

function startMirror(host: SpanHost, span: ForeignSpan): LiveSpan {
  const { traceId, spanId } = span.spanContext();
  const parentId = span.parentSpanContext?.spanId ?? span.parentSpanId;
  const parent = parentId === undefined ? undefined : mirrorOf({ traceId, spanId: parentId });
  return host.startForeign(
    traceId,
    { name: span.name, startTimeNs: timeInputToNs(span.startTime), ...(parent && { parent }) },
    { spanId, ...(parentId !== undefined && { remoteParentId: parentId }) },
  );
}

function finish(mirror: LiveSpan, span: ForeignSpan): void {
  mirror.updateName(span.name).setAttributes(readAttributes(span.attributes));
  for (const { name, attributes = {}, time } of span.events) mirror.addEvent(name, attributes, time);
  mirror.addLinks([...span.links]);
  const { code, message } = span.status;
  if (code === ERROR) mirror.setStatus({ code: 'ERROR', ...(message !== undefined && { message }) });
  mirror.end({ endTimeNs: timeInputToNs(span.endTime) });
}
