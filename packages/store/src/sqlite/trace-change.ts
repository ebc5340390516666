import type { SpanData, TraceData, TraceInfo } from '@spanwright/core/model';
import { mergeInfo, withCost, withUsage } from './merge-info.ts';
import { type PayloadChunk, encodeChunks } from './payload.ts';
import type { PlacedSpan } from './span-row.ts';
import { type SpanSummary, summarizeSpan } from './span-summary.ts';
import type { StoredTrace } from './stored-trace.ts';
import { type TraceTotals, totalsOf } from './trace-totals.ts';

/** What the store will hold of a trace, and what is to be written for it. */
export interface TraceChange {
  readonly info: TraceInfo;
  readonly totals: TraceTotals;
  readonly bytes: number;
  readonly rootName: string | undefined;
  /** All spans, old and new. */
  readonly spans: readonly PlacedSpan[];
  /** The spans to write. */
  readonly written: readonly PlacedSpan[];
  /** Spans that stay as they are, but count otherwise than before. */
  readonly recounted: readonly PlacedSpan[];
  readonly chunks: readonly PayloadChunk[];
  readonly firstChunk: number;
  /** No span of a payload that is stored is valid any more: it can go. */
  readonly replacesPayload: boolean;
}

/** Works out what `trace` makes of what is stored of it. */
export function changeOf(trace: TraceData, stored: StoredTrace | undefined): TraceChange {
  const known = stored?.spans ?? [];
  const incoming = lastOfEach(trace.spans);
  const kept = withoutIds(known, new Set(incoming.map((span) => span.spanId)));
  const base = stored && kept.length > 0 ? { chunk: nextChunk(known), bytes: stored.bytes } : { chunk: 0, bytes: 0 };
  const info = stored ? mergeInfo(stored.info, trace.info) : trace.info;
  const chunks = encodeChunks(incoming);
  const summaries = incoming.map((span) => summarizeSpan(span, info.requestTimeMs));
  const totals = totalsOf([...kept, ...summaries]);
  const written = place(summaries, { counted: totals.counted, chunks, firstChunk: base.chunk, known });
  const recounted = kept.flatMap((span) => recountedSpan(span, totals.counted) ?? []);
  const spans = [...kept, ...written];
  return {
    info: withCost(stored ? withUsage(info, totals.usage) : info, totals.cost),
    totals,
    bytes: chunks.reduce((sum, chunk) => sum + chunk.rawBytes, base.bytes),
    rootName: spans.find((span) => span.parentSpanId === undefined)?.name,
    spans,
    written,
    recounted,
    chunks,
    firstChunk: base.chunk,
    replacesPayload: kept.length === 0,
  };
}

function lastOfEach(spans: readonly SpanData[]): readonly SpanData[] {
  const byId = new Map(spans.map((span) => [span.spanId, span]));
  return byId.size === spans.length ? spans : [...byId.values()];
}

function withoutIds(spans: readonly PlacedSpan[], ids: ReadonlySet<string>): readonly PlacedSpan[] {
  return spans.filter((span) => !ids.has(span.spanId));
}

function nextChunk(spans: readonly PlacedSpan[]): number {
  return spans.reduce((next, { chunk }) => Math.max(next, chunk + 1), 0);
}

interface Placing {
  readonly counted: ReadonlyMap<string, number>;
  readonly chunks: readonly PayloadChunk[];
  readonly firstChunk: number;
  readonly known: readonly PlacedSpan[];
}

function place(
  summaries: readonly SpanSummary[],
  { counted, chunks, firstChunk, known }: Placing,
): readonly PlacedSpan[] {
  const numbers = new Map(known.map((span) => [span.spanId, span.n]));
  const chunkOf = chunks.flatMap(({ spanCount }, i) => Array.from({ length: spanCount }, () => firstChunk + i));
  let next = known.length;
  return summaries.map((summary, i) => {
    const { spanId } = summary;
    const n = numbers.get(spanId) ?? next++;
    // Nobody else has the summary: a copy of each would be a tenth of the work.
    return Object.assign(summary, { n, chunk: chunkOf[i] ?? firstChunk, counted: counted.get(spanId) ?? 0 });
  });
}

function recountedSpan(span: PlacedSpan, counted: ReadonlyMap<string, number>): PlacedSpan | undefined {
  const bits = counted.get(span.spanId) ?? 0;
  return bits === span.counted ? undefined : { ...span, counted: bits };
}
