import type { SpanAttributeKey as AllSpanKeys, TraceMetadataKey as AllTraceKeys } from '@spanwright/core/model';

/** Keys of span attributes that the viewer reads. @see SpanAttributeKey of `@spanwright/core/model` */
export const SpanAttributeKey = {
  SPAN_TYPE: 'mlflow.spanType',
  INPUTS: 'mlflow.spanInputs',
  OUTPUTS: 'mlflow.spanOutputs',
  CHAT_TOOLS: 'mlflow.chat.tools',
  CHAT_USAGE: 'mlflow.chat.tokenUsage',
  MODEL: 'mlflow.llm.model',
  MODEL_PROVIDER: 'mlflow.llm.provider',
  COST: 'mlflow.llm.cost',
} as const satisfies Partial<typeof AllSpanKeys>;

/** Keys of trace metadata that the viewer reads. @see TraceMetadataKey of `@spanwright/core/model` */
export const TraceMetadataKey = {
  SOURCE_RUN: 'mlflow.sourceRun',
  MODEL_ID: 'mlflow.modelId',
  SESSION: 'mlflow.trace.session',
  USER: 'mlflow.trace.user',
  TOKEN_USAGE: 'mlflow.trace.tokenUsage',
  COST: 'mlflow.trace.cost',
  SOURCE_NAME: 'mlflow.source.name',
} as const satisfies Partial<typeof AllTraceKeys>;

/** Tag that holds a trace's name. */
export const TRACE_NAME = 'mlflow.traceName';
