import type { SpanOutline } from '@spanwright/server/viewer-api';

/** End of a span, microseconds since the trace's start. An open one lasts as long as the trace is known to. */
export function endOf({ startUs, durationUs }: SpanOutline, nowUs: number): number {
  return durationUs === undefined ? Math.max(startUs, nowUs) : startUs + durationUs;
}

/** A tenth of the known time is left free behind it, for the spans that are open. */
const TENTH = 10;

/** Microseconds from the start of a trace to the end of its last span, at least 1; more where a span is open. */
export function traceExtent(spans: readonly SpanOutline[]): number {
  let end = 1;
  let isOpen = false;
  for (const { startUs, durationUs } of spans) {
    end = Math.max(end, startUs + (durationUs ?? 0));
    isOpen ||= durationUs === undefined;
  }
  return isOpen ? end + Math.ceil(end / TENTH) : end;
}
