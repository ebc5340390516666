export { addTrace } from './api/add-trace.ts';
export { type Config, enableAsyncLogging } from './api/config.ts';
export { getCurrentActiveSpan, getLastActiveTraceId } from './api/current.ts';
export {
  createExperiment,
  type ExperimentSearch,
  getExperiment,
  getExperimentByName,
  searchExperiments,
} from './api/experiments.ts';
export type { DeleteOptions } from './api/delete-traces.ts';
export {
  type AssessmentChanges,
  type AssessmentKey,
  deleteAssessment,
  type ExpectationOptions,
  type FeedbackOptions,
  getAssessment,
  logExpectation,
  logFeedback,
  overrideFeedback,
  type OverrideOptions,
  updateAssessment,
} from './api/feedback.ts';
export { flush, flush as flushTraceAsyncLogging, flush as flushTraces } from './api/flush.ts';
export { type InitOptions, init } from './api/init.ts';
export { getTrace } from './api/get-trace.ts';
export {
  endRun,
  logMetric,
  logMetrics,
  logParam,
  logParams,
  type RunOptions,
  setTag,
  setTags,
  startRun,
} from './api/runs.ts';
export { type CreateRunOptions, getRun, type RunSearch, type RunUpdate, searchRuns } from './api/stored-runs.ts';
export { type Session, searchSessions, type SessionSearch } from './api/search-sessions.ts';
export { searchTraces, type TableSearchOptions } from './api/search-traces.ts';
export type { TraceDecorator } from './api/decorator.ts';
export { trace } from './api/trace.ts';
export type { TraceOptions } from './api/trace-options.ts';
export { deleteTraceTag, setTraceTag } from './api/trace-tags.ts';
export type { ConfiguredTracing, TracingSettings } from './api/configure.ts';
export { type Tracing, tracingContext } from './api/tracing.ts';
export { updateCurrentTrace } from './api/update-current-trace.ts';
export { startSpan, withSpan } from './api/with-span.ts';
export type { EndSpanOptions, EndTraceOptions, StartSpanOptions, StartTraceOptions } from './client/client-spans.ts';
export { getTrackingUri, setTrackingUri } from './export/current-target.ts';
export type { LogLevel } from './log-level.ts';
export { type Logger, setLogger } from './logger.ts';
export { readAttachment } from './media/attachment.ts';
export { attachmentUri, type AttachmentRef, parseAttachmentUri } from './media/attachment-uri.ts';
export type { StoredAttachment } from './media/lift-media.ts';
export type {
  AnyTraceJson,
  Assessment,
  AssessmentError,
  AssessmentQuery,
  AssessmentSource,
  AssessmentUpdate,
  Experiment,
  Handoff,
  JsonObject,
  JsonValue,
  LoggedModel,
  ModelVersion,
  SpanData,
  SpanEvent,
  SpanStatus,
  TokenUsage,
  TraceData,
  TraceInfo,
  TraceState,
  TraceDictionary,
  TraceDictionaryV2,
  TraceJson,
  Metric,
  Run,
  RunBatch,
  RunData,
  RunInfo,
  RunStatus,
  TracingErrorCode,
} from './model/index.ts';
export {
  Attachment,
  config,
  EndReason,
  HandoffAttributeKey,
  MlflowClient,
  Span,
  SpanAttributeKey,
  SpanEventKey,
  SpanLogLevel,
  SpanType,
  Trace,
  TraceMetadataKey,
  TraceTagKey,
  tracing,
  TracingError,
} from './names.ts';
export { clearActiveModel, getActiveModelId, setActiveModel } from './logged-model/active-model.ts';
export { getLoggedModel, type ModelSearch, searchLoggedModels } from './logged-model/find-model.ts';
export type { TraceContext } from './context/trace-context.ts';
export type { ActiveRun } from './run/active-run.ts';
export { getCurrentExperiment, setExperiment } from './run/current-experiment.ts';
export { activeRun } from './run/run-scope.ts';
export type { ArrowTable } from './search/arrow-table.ts';
export type { SearchOptions, TraceList } from './search/trace-list.ts';
export type { TraceColumns, TraceRow, TraceTable } from './search/trace-table.ts';
export type { Convention } from './otlp/conventions/convention.ts';
export { setOtlpConventions } from './otlp/current-conventions.ts';
export type { OpenTelemetryOptions } from './otel/otel-settings.ts';
export type { OtelSpanProcessor } from './otel/span-processor.ts';
export { configureOpenTelemetry, createSpanProcessor } from './otel/with-opentelemetry.ts';
export { getTracingContextHeaders, type HeadersInput, withTracingContext } from './otel/tracing-context.ts';
export { redact, type RedactOptions, type Redactor } from './redaction/redact.ts';
export type { RedactionRule } from './redaction/redaction-rule.ts';
export type { SpanProcessor } from './span/span-processors.ts';
export type { LiveSpan } from './span/live-span.ts';
export type { TraceUpdate } from './span/trace-notes.ts';
export type { SpanLinkInput } from './span/span-link.ts';
export type { SpanDetails, SpanEndOptions, SpanOptions } from './span/span-options.ts';
export type { StatusInput } from './span/span-status.ts';
export type { WaitUntil } from './export/logging-mode.ts';
export type { LoggingStatus } from './export/pipeline.ts';
export type { TraceExporter } from './export/trace-exporter.ts';
export type { AutologOptions } from './integration/autolog.ts';
export type { TraceRef } from './trace-ref.ts';
