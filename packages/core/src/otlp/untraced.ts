import { otelApi } from '../otel/otel-api.ts';

// The key by which OpenTelemetry's SDK and instrumentations know that nothing is to be traced (`suppressTracing`).
const SUPPRESSED = 'OpenTelemetry SDK Context Key SUPPRESS_TRACING';

/** Runs `work` so that the program's own instrumentation makes no spans of it. */
export function untraced<T>(work: () => T): T {
  const { context, createContextKey } = otelApi();
  return context.with(context.active().setValue(createContextKey(SUPPRESSED), true), work);
}
