import { SpanAttributeKey } from './attribute-key.ts';
import type { SpanData } from './span-data.ts';

/**
 * Tokens of one call, as the provider counted them. Keys are MLflow's (`mlflow.chat.tokenUsage`),
 * the last two are ours. A missing key means that the provider did not say.
 */
export interface TokenUsage {
  readonly input_tokens: number;
  readonly output_tokens: number;
  readonly total_tokens: number;
  /** Part of `input_tokens` that came from the provider's cache. */
  readonly cache_read_input_tokens?: number;
  /** Part of `input_tokens` that was written to the provider's cache. */
  readonly cache_creation_input_tokens?: number;
  /** Part of `output_tokens` that the model spent on reasoning. */
  readonly reasoning_tokens?: number;
  /** Audio tokens, in and out together. */
  readonly audio_tokens?: number;
}

/** The part of a span that decides how its usage counts. */
export type UsageCarrier = Pick<SpanData, 'spanId' | 'parentSpanId' | 'attributes'>;

const KEYS = [
  'input_tokens',
  'output_tokens',
  'total_tokens',
  'cache_read_input_tokens',
  'cache_creation_input_tokens',
  'reasoning_tokens',
  'audio_tokens',
] as const satisfies readonly (keyof TokenUsage)[];

/**
 * Sums the usage of a trace, each call counted once: a span with usage hides that of all its descendants
 * (MLflow's `aggregate_usage_from_spans`). A span whose parent is missing counts as a root.
 * @returns undefined when no span carries usage.
 */
export function sumTokenUsage(spans: readonly UsageCarrier[]): TokenUsage | undefined {
  return outermost(spans, (span) => usageOf(span) !== undefined)
    .map(usageOf)
    .reduce(add, undefined);
}

/** A span's place in its tree. */
export interface TreeNode {
  readonly spanId: string;
  readonly parentSpanId?: string | undefined;
}

/** The spans that have something which none of their ancestors has. A span whose parent is missing counts as a root. */
export function outermost<S extends TreeNode>(spans: readonly S[], has: (span: S) => boolean): readonly S[] {
  const having = spans.filter(has);
  if (having.length < 2) return having;
  const byId = new Map<string, S>();
  for (const span of spans) byId.set(span.spanId, span);
  return having.filter((span) => !isBelowOne(span, byId, has));
}

/** Whether a span above has it; a span may, by mistake, be above itself. */
function isBelowOne<S extends TreeNode>(span: S, byId: ReadonlyMap<string, S>, has: (span: S) => boolean): boolean {
  let at = parentOf(span, byId);
  for (let left = byId.size; at && at.spanId !== span.spanId && left > 0; left -= 1) {
    if (has(at)) return true;
    at = parentOf(at, byId);
  }
  return false;
}

/** The spans above a span, the nearest first. */
export function ancestorsOf<S extends TreeNode>(span: S, byId: ReadonlyMap<string, S>): readonly S[] {
  const above: S[] = [];
  const seen = new Set([span.spanId]);
  for (let at = parentOf(span, byId); at && !seen.has(at.spanId); at = parentOf(at, byId)) {
    above.push(at);
    seen.add(at.spanId);
  }
  return above;
}

function usageOf(span: UsageCarrier): TokenUsage | undefined {
  return span.attributes[SpanAttributeKey.CHAT_USAGE] as TokenUsage | undefined;
}

function parentOf<S extends TreeNode>(span: S, byId: ReadonlyMap<string, S>): S | undefined {
  return span.parentSpanId === undefined ? undefined : byId.get(span.parentSpanId);
}

function add(sum: TokenUsage | undefined, usage: TokenUsage | undefined): TokenUsage | undefined {
  if (!sum || !usage) return sum ?? usage;
  const total: Partial<Record<keyof TokenUsage, number>> = {};
  for (const key of KEYS) {
    if (sum[key] !== undefined || usage[key] !== undefined) total[key] = (sum[key] ?? 0) + (usage[key] ?? 0);
  }
  return total as TokenUsage;
}
