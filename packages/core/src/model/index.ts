export { type AssessmentJson, assessmentFromJson, assessmentToJson } from './assessment-json.ts';
export type { Assessment, AssessmentError, AssessmentSource, AssessmentUpdate } from './assessment.ts';
export { EndReason, SpanAttributeKey, SpanEventKey, TraceMetadataKey, TraceTagKey } from './attribute-key.ts';
export { changedAssessment } from './changed-assessment.ts';
export { type ModelCost, modelCost, sumCosts } from './cost.ts';
export { EXPERIMENT_GRAMMAR, MODEL_GRAMMAR, RUN_GRAMMAR } from './entity-search/grammars.ts';
export type { EntityField, EntityGrammar, EntityValue } from './entity-search/entity-grammar.ts';
export { type EntitySearch, searchEntities } from './entity-search/search-entities.ts';
export { TracingError, type TracingErrorCode } from './errors.ts';
export {
  type Filter,
  type FilterClause,
  type ListTest,
  type NumberComparator,
  type NumberTest,
  type OrderKey,
  type PresenceTest,
  type SpanField,
  type TextComparator,
  type TextTest,
  likeExpression,
  parseFilter,
  parseOrder,
} from './filter/index.ts';
export { AgentAttributeKey, GroupChatAttributeKey, HandoffAttributeKey, type Handoff } from './handoff.ts';
export { isJsonObject, type JsonObject, type JsonValue } from './json.ts';
export type { LoggedModel, ModelVersion } from './logged-model.ts';
export {
  type SpanEventJson,
  type SpanJson,
  type TraceInfoJson,
  type TraceJson,
  spanFromJson,
  spanToJson,
  traceFromJson,
  traceInfoFromJson,
  traceInfoToJson,
  traceToJson,
} from './mlflow-json.ts';
export {
  type OtlpResourceSpans,
  type OtlpScopeSpans,
  type OtlpSource,
  type OtlpSpan,
  type OtlpSpanGroup,
  type OtlpTraceRequest,
  groupsFromOtlp,
  otelTraceId,
  spanFromOtlp,
  spansFromOtlp,
  spansToOtlp,
} from './otlp-json.ts';
export { spansToOtlpBytes } from './otlp-bytes.ts';
export { fitsOtlp, traceToOtlp, tracesFromOtlp, tracesOfGroups } from './otlp-trace.ts';
export {
  type OtlpKeyValue,
  type OtlpValue,
  attributesFromOtlp,
  attributesToOtlp,
  isList,
  valueFromOtlp,
  valueToOtlp,
} from './otlp-value.ts';
export { parsedJson } from './foreign/json-text.ts';
export { mlflowAttributesOf } from './foreign/mlflow-attributes.ts';
export { legacyPreviewOf, previewOf } from './preview.ts';
export { otlpFromProtobuf, otlpToProtobuf } from './protobuf/otlp-protobuf.ts';
export { spansToProtobuf } from './protobuf/span-bytes.ts';
export {
  type Experiment,
  type Metric,
  type Run,
  type RunBatch,
  type RunData,
  type RunInfo,
  type RunStatus,
  RUN_STATUSES,
} from './run.ts';
export { type AnyTraceJson, readSpan, readTrace } from './read-dictionary.ts';
export { type SizeStats, sizeStatsOf, withSizeStats } from './size-stats.ts';
export { Span } from './span.ts';
export type { SpanData, SpanEvent, SpanLink, SpanStatus } from './span-data.ts';
export { logLevelNumber, logLevelOfSpan, SpanLogLevel, withRaisedLevel } from './span-log-level.ts';
export { inStartOrder } from './span-order.ts';
export { SpanType } from './span-type.ts';
export {
  type TokenUsage,
  type TreeNode,
  type UsageCarrier,
  ancestorsOf,
  outermost,
  sumTokenUsage,
} from './token-usage.ts';
export { type AgentSummary, type AssessmentQuery, type SpanQuery, Trace } from './trace.ts';
export {
  type SpanDictionary,
  type SpanDictionaryV2,
  type TraceDictionary,
  traceToDictionary,
  type TraceDictionaryV2,
  traceToDictionaryV2,
} from './trace-dictionary.ts';
export type { TraceData, TraceInfo, TraceState } from './trace-info.ts';
