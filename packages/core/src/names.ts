/**
 * What of the public API is no plain function: an ES module program has these as soon as it imports core. Functions load
 * what they need when they are called.
 */
export { config } from './api/config.ts';
export { tracing } from './api/tracing.ts';
export { MlflowClient } from './client/mlflow-client.ts';
export { Attachment } from './media/attachment.ts';
// By their files, which are loaded with an "import"; the index of the model would be one more.
export { EndReason, SpanAttributeKey, SpanEventKey, TraceMetadataKey, TraceTagKey } from './model/attribute-key.ts';
export { TracingError } from './model/errors.ts';
export { HandoffAttributeKey } from './model/handoff.ts';
export { Span } from './model/span.ts';
export { SpanLogLevel } from './model/span-log-level.ts';
export { SpanType } from './model/span-type.ts';
export { Trace } from './model/trace.ts';
