import { activeSpan } from '../context/active-span.ts';
import type { LiveSpan } from '../span/live-span.ts';
import { lastTraceId } from '../tracer/tracer.ts';

/** The span whose scope the program is in, or undefined. */
export function getCurrentActiveSpan(): LiveSpan | undefined {
  return activeSpan();
}

/** Id of the trace whose root span ended last in this process, or undefined. */
export function getLastActiveTraceId(): string | undefined {
  return lastTraceId();
}
