import { otelApi } from '../otel/otel-api.ts';

// The key by which OpenTelemetry's SDK and instrumentations know that nothing is to be traced (`suppressTracing`).
const SUPPRESSED = 'OpenTelemetry SDK Context Key SUPPRESS_TRACING';

/** Runs `work` so that the program's own instrumentation makes no spans of it. */
export function untraced<T>(work: () => T): T {
  const api = availableApi();
  // In a bundled program it may be missing; then nothing of it is at work either.
  if (!api) return work();
  const { context, createContextKey } = api;
  return context.with(context.active().setValue(createContextKey(SUPPRESSED), true), work);
}

function availableApi(): ReturnType<typeof otelApi> | undefined {
  try {
    return otelApi();
  } catch {
    return undefined;
  }
}
