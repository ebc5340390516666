import type { SpanData } from './span-data.ts';

/** Spans in order of their start; what starts in the same nanosecond stands below what it is inside of. */
export function inStartOrder(spans: readonly SpanData[]): readonly SpanData[] {
  const byId = new Map(spans.map((span) => [span.spanId, span]));
  const parentOf = ({ parentSpanId, startTimeNs }: SpanData): SpanData | undefined => {
    const parent = byId.get(parentSpanId ?? '');
    return parent?.startTimeNs === startTimeNs ? parent : undefined;
  };
  const depthOf = (span: SpanData): number => {
    let depth = 0;
    // Bounded: parents of a damaged trace may go in a circle.
    for (let at = parentOf(span); at && depth < spans.length; at = parentOf(at)) depth += 1;
    return depth;
  };
  return [...spans].sort((a, b) => compare(a.startTimeNs, b.startTimeNs) || depthOf(a) - depthOf(b));
}

function compare(a: bigint, b: bigint): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
