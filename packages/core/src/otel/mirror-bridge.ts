import type { SpanBridge } from '../context/span-bridge.ts';
import { otelApi } from './otel-api.ts';

/** Makes our active span OpenTelemetry's: what the program's instrumentation starts is a child of it. */
export function mirrorBridge(): SpanBridge {
  const { context, trace } = otelApi();
  return { around: (span, work) => context.with(trace.setSpan(context.active(), span), work) };
}
