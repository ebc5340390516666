export { flush, getCurrentActiveSpan, getLastActiveTraceId, getTrace } from './api/current.ts';
export { trace, type TraceOptions } from './api/trace.ts';
export { startSpan, withSpan } from './api/with-span.ts';
export { getTrackingUri, setTrackingUri } from './export/current-exporter.ts';
export { type Logger, setLogger } from './logger.ts';
export {
  EndReason,
  type Handoff,
  HandoffAttributeKey,
  type JsonObject,
  type JsonValue,
  Span,
  SpanAttributeKey,
  type SpanData,
  type SpanEvent,
  SpanEventKey,
  type SpanStatus,
  SpanType,
  type TokenUsage,
  Trace,
  type TraceData,
  type TraceInfo,
  TraceMetadataKey,
  type TraceState,
  TraceTagKey,
  TracingError,
  type TracingErrorCode,
} from './model/index.ts';
export type { Convention } from './otlp/conventions/convention.ts';
export { setOtlpConventions } from './otlp/current-conventions.ts';
export type { LiveSpan } from './span/live-span.ts';
export type { SpanEndOptions, SpanOptions } from './span/span-options.ts';
export type { TraceExporter } from './export/trace-exporter.ts';
export type { AutologOptions } from './integration/autolog.ts';
