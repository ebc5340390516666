/**
 * Everything of Spanwright behind one import: `import * as mlflow from 'spanwright'`, then `mlflow.openai.autolog()`.
 * @packageDocumentation
 */
import * as langchain from '@spanwright/langchain';
import * as llamaindex from '@spanwright/llamaindex';
import * as openai from '@spanwright/openai';

export {
  EndReason,
  type AutologOptions,
  type Handoff,
  HandoffAttributeKey,
  type JsonObject,
  type JsonValue,
  type LiveSpan,
  type Logger,
  Span,
  SpanAttributeKey,
  type SpanData,
  type SpanEndOptions,
  type SpanEvent,
  SpanEventKey,
  type SpanOptions,
  type SpanStatus,
  SpanType,
  type TokenUsage,
  Trace,
  type TraceData,
  type TraceExporter,
  type TraceInfo,
  TraceMetadataKey,
  type TraceOptions,
  type TraceState,
  TraceTagKey,
  TracingError,
  type TracingErrorCode,
  flush,
  getCurrentActiveSpan,
  getLastActiveTraceId,
  getTrace,
  getTrackingUri,
  setLogger,
  setTrackingUri,
  startSpan,
  trace,
  withSpan,
} from '@spanwright/core';
export { autolog, type GlobalAutologOptions } from './autolog.ts';
export { langchain, llamaindex, openai };
