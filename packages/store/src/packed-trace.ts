import { type Assessment, type SpanData, type TraceData, inStartOrder, spanFromJson } from '@spanwright/core/model';
import { damagedTrace, unlessDamaged } from './damaged-spans.ts';
import { type InfoText, infoFromText } from './info-text.ts';
import { type SpansText, readable, spansOfText } from './spans-text.ts';

/** A trace as it passes from the store's thread to its caller's. */
export interface PackedTrace {
  readonly info: InfoText;
  /** As JSON text, oldest first. */
  readonly assessments: readonly string[];
  /** In the order of their writing: a span that stands in several is that of the last one. */
  readonly spans: readonly SpansText[];
}

/** The trace for its reader, if it is there, with its spans in order of their start. */
export function unpackFound(packed: PackedTrace | undefined): TraceData | undefined {
  return packed && unpackTrace(packed);
}

/** The traces for their reader, without those whose spans cannot be read. */
export function unpackTraces(traces: readonly PackedTrace[]): readonly TraceData[] {
  return traces.flatMap((packed) =>
    unlessDamaged(
      () => [unpackTrace(packed)],
      () => [],
    ),
  );
}

function unpackTrace(packed: PackedTrace): TraceData {
  const info = infoFromText(packed.info);
  const assessments = packed.assessments.map((json) => JSON.parse(json) as Assessment);
  const spans = unlessDamaged(() => inStartOrder(spansOf(packed)), damagedTrace(info.traceId));
  return { info: { ...info, ...(assessments.length > 0 && { assessments }) }, spans };
}

function spansOf({ spans: texts }: PackedTrace): readonly SpanData[] {
  const spans = new Map<string, SpanData>();
  // A Map keeps the place of the first writing when a later text sets the span again.
  for (const text of texts)
    for (const span of readable(() => spansOfText(text).map(spanFromJson))) spans.set(span.spanId, span);
  return [...spans.values()];
}
