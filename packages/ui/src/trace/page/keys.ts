import type { SpanAttributeKey as AllSpanKeys, TraceMetadataKey as AllTraceKeys } from '@spanwright/core/model';

/** Keys of span attributes that the viewer reads. @see SpanAttributeKey of `@spanwright/core/model` */
export const SpanAttributeKey = {
  INPUTS: 'mlflow.spanInputs',
  OUTPUTS: 'mlflow.spanOutputs',
  CHAT_TOOLS: 'mlflow.chat.tools',
} as const satisfies Partial<typeof AllSpanKeys>;

/** Keys of trace metadata that the viewer reads. @see TraceMetadataKey of `@spanwright/core/model` */
export const TraceMetadataKey = {
  SOURCE_RUN: 'mlflow.sourceRun',
  MODEL_ID: 'mlflow.modelId',
  SESSION: 'mlflow.trace.session',
  USER: 'mlflow.trace.user',
  TOKEN_USAGE: 'mlflow.trace.tokenUsage',
  COST: 'mlflow.trace.cost',
} as const satisfies Partial<typeof AllTraceKeys>;

/** Tag that holds a trace's name. */
export const TRACE_NAME = 'mlflow.traceName';
