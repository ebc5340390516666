import {
  type JsonObject,
  type ModelCost,
  SpanAttributeKey,
  type SpanData,
  type SpanStatus,
  type TokenUsage,
  modelCost,
} from '@spanwright/core/model';

/** Keys of `TokenUsage`, which are also the columns of `spans`. */
export const USAGE_KEYS: readonly (keyof TokenUsage)[] = [
  'input_tokens',
  'output_tokens',
  'total_tokens',
  'cache_read_input_tokens',
  'cache_creation_input_tokens',
  'reasoning_tokens',
  'audio_tokens',
];

/** What lists, filters and charts need of a span: its row in `spans`. The exact content is in the payload. */
export interface SpanSummary {
  readonly spanId: string;
  readonly parentSpanId: string | undefined;
  readonly name: string;
  readonly type: string;
  readonly status: SpanStatus['code'];
  /** Nanoseconds after the trace's start. */
  readonly startNs: number;
  /** Nanoseconds; undefined while the span is open. */
  readonly durationNs: number | undefined;
  readonly model: string | undefined;
  readonly usage: TokenUsage | undefined;
  /** USD. */
  readonly cost: ModelCost | undefined;
}

/**
 * Summarizes a span.
 * @param traceStartMs milliseconds since the Unix epoch, that of `traces.ts`.
 */
export function summarizeSpan(span: SpanData, traceStartMs: number): SpanSummary {
  const model = span.attributes[SpanAttributeKey.MODEL];
  const type = span.attributes[SpanAttributeKey.SPAN_TYPE];
  return {
    spanId: span.spanId,
    parentSpanId: span.parentSpanId,
    name: span.name,
    type: typeof type === 'string' ? type : 'UNKNOWN',
    status: span.status.code,
    startNs: toNumber(span.startTimeNs - BigInt(Math.floor(traceStartMs)) * 1_000_000n),
    durationNs: span.endTimeNs === undefined ? undefined : toNumber(span.endTimeNs - span.startTimeNs),
    model: typeof model === 'string' ? model : undefined,
    usage: usageOf(span),
    cost: costIn(span.attributes[SpanAttributeKey.COST]),
  };
}

/** A usage without what is not a number; undefined when nothing is left. */
export function cleanUsage(usage: { readonly [key: string]: unknown }): TokenUsage | undefined {
  const counts = USAGE_KEYS.map((key) => [key, usage[key]] as const).filter(([, count]) => Number.isFinite(count));
  return counts.length > 0 ? (Object.fromEntries(counts) as unknown as TokenUsage) : undefined;
}

function costIn(value: unknown): ModelCost | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { input_cost: input, output_cost: output } = value as Partial<ModelCost>;
  return Number.isFinite(input) && Number.isFinite(output) ? modelCost(Number(input), Number(output)) : undefined;
}

function usageOf(span: SpanData): TokenUsage | undefined {
  const usage = span.attributes[SpanAttributeKey.CHAT_USAGE];
  return typeof usage === 'object' && usage !== null ? cleanUsage(usage as JsonObject) : undefined;
}

// A span may be years away from its trace's start when a clock was wrong: SQLite's integers are read as numbers.
function toNumber(ns: bigint): number {
  return Math.max(-Number.MAX_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, Number(ns)));
}
