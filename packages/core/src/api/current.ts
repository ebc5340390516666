import { activeSpan } from '../context/active-span.ts';
import type { LiveSpan } from '../span/live-span.ts';
import { lastTraceId } from '../tracer/tracer.ts';

/** The span whose scope the program is in; undefined without one, and inside one that is not recorded. */
export function getCurrentActiveSpan(): LiveSpan | undefined {
  const span = activeSpan();
  return span?.trace.recorded ? span : undefined;
}

/** Id of the trace whose root span ended last in this process, or undefined. */
export function getLastActiveTraceId(): string | undefined {
  return lastTraceId();
}
