import type { SpanOutline } from '@spanwright/server/viewer-api';

/** End of a span, microseconds since the trace's start. An open one lasts as long as the trace is known to. */
export function endOf({ startUs, durationUs }: SpanOutline, nowUs: number): number {
  return durationUs === undefined ? Math.max(startUs, nowUs) : startUs + durationUs;
}

/** Microseconds from the start of a trace to the end of its last span, at least 1. */
export function traceExtent(spans: readonly SpanOutline[]): number {
  let end = 1;
  for (const { startUs, durationUs = 0 } of spans) end = Math.max(end, startUs + durationUs);
  return end;
}
