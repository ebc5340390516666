import { TraceMetadataKey } from './attribute-key.ts';
import { spanToJson, traceToJson } from './mlflow-json.ts';
import type { SpanData } from './span-data.ts';
import type { TraceData } from './trace-info.ts';

/** How large a trace and its spans are as JSON, in bytes; the quartiles are those of its spans. Keys are MLflow's. */
export interface SizeStats {
  readonly total_size_bytes: number;
  readonly num_spans: number;
  /** The largest span. */
  readonly max: number;
  readonly p25: number;
  readonly p50: number;
  readonly p75: number;
}

/** Measures a trace: the JSON of `Trace.toJSON`, without these figures. */
export function sizeStatsOf(trace: TraceData): SizeStats {
  const sizes = trace.spans.map(sizeOf).sort((a, b) => a - b);
  const spans = sizes.reduce((sum, size) => sum + size, 0);
  const commas = Math.max(0, sizes.length - 1);
  return {
    total_size_bytes: bytesOf(traceToJson({ info: trace.info, spans: [] })) + spans + commas,
    num_spans: sizes.length,
    max: sizes.at(-1) ?? 0,
    p25: quantile(sizes, 0.25),
    p50: quantile(sizes, 0.5),
    p75: quantile(sizes, 0.75),
  };
}

/** The trace with its sizes in the metadata, as MLflow keeps them. One that has them stays as it is. */
export function withSizeStats(trace: TraceData): TraceData {
  const { info } = trace;
  if (TraceMetadataKey.SIZE_STATS in info.metadata || trace.spans.length === 0) return trace;
  const stats = sizeStatsOf(trace);
  const metadata = Object.assign({}, info.metadata, {
    [TraceMetadataKey.SIZE_STATS]: JSON.stringify(stats),
    [TraceMetadataKey.SIZE_BYTES]: String(stats.total_size_bytes),
  });
  return { ...trace, info: { ...info, metadata } };
}

function sizeOf(span: SpanData): number {
  return bytesOf(spanToJson(span));
}

function bytesOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}

/** Between two values in proportion, as MLflow does it, and whole. */
function quantile(sorted: readonly number[], part: number): number {
  const at = (sorted.length - 1) * part;
  const [low = 0, high = low] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  return Math.floor(low + (high - low) * (at - Math.floor(at)));
}
