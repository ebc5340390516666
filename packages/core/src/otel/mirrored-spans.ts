import { sharedSlot } from '../shared-state.ts';
import type { LiveSpan } from '../span/live-span.ts';

/** The ids of a span, as OpenTelemetry has them. */
interface SpanIds {
  readonly traceId: string;
  readonly spanId: string;
}

// Open spans only: what is never ended leaves with its trace (`limits.openTraces`).
const mirrored = sharedSlot('mirrored spans', () => new Map<string, WeakRef<LiveSpan>>());

/** Remembers that `span` of ours stands for the OpenTelemetry span of these ids, until it is forgotten. */
export function rememberMirror(ids: SpanIds, span: LiveSpan): void {
  mirrored.set(ids.traceId + ids.spanId, new WeakRef(span));
}

/** Our span that stands for an OpenTelemetry span, while both are open. */
export function mirrorOf(ids: SpanIds | undefined): LiveSpan | undefined {
  return ids && mirrored.get(ids.traceId + ids.spanId)?.deref();
}

/** Forgets it: the span has ended. */
export function forgetMirror(ids: SpanIds): void {
  mirrored.delete(ids.traceId + ids.spanId);
}
