import { requireFromHere } from '#platform';
import type * as otel from '@opentelemetry/api';

// The key by which OpenTelemetry's SDK and instrumentations know that nothing is to be traced (`suppressTracing`).
const SUPPRESSED = 'OpenTelemetry SDK Context Key SUPPRESS_TRACING';

/** Runs `work` so that the program's own instrumentation makes no spans of it. */
export function untraced<T>(work: () => T): T {
  // At run time: importing it would cost programs that need it nowhere else.
  const { context, createContextKey } = requireFromHere('@opentelemetry/api') as typeof otel;
  return context.with(context.active().setValue(createContextKey(SUPPRESSED), true), work);
}
