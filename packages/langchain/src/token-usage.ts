import { at, isWire, numberAt, type Wire } from '@spanwright/core/kit';
import type { TokenUsage } from '@spanwright/core/model';
import { answersOf } from './choices.ts';

/** The same count under the names that LangChain and the providers have for it; the first that is there counts. */
const NAMES = {
  input_tokens: ['input_tokens', 'prompt_tokens', 'promptTokens', 'prompt_token_count', 'inputTokens'],
  output_tokens: ['output_tokens', 'completion_tokens', 'completionTokens', 'candidates_token_count', 'outputTokens'],
  total_tokens: ['total_tokens', 'totalTokens', 'total_token_count'],
} as const;

/** Parts of the counts: where they stand, LangChain's place first. */
const DETAILS: readonly (readonly [key: keyof TokenUsage, group: string | undefined, name: string])[] = [
  ['cache_read_input_tokens', 'input_token_details', 'cache_read'],
  ['cache_read_input_tokens', 'prompt_tokens_details', 'cached_tokens'],
  ['cache_read_input_tokens', undefined, 'cache_read_input_tokens'],
  ['cache_read_input_tokens', undefined, 'cached_content_token_count'],
  ['cache_creation_input_tokens', 'input_token_details', 'cache_creation'],
  ['cache_creation_input_tokens', undefined, 'cache_creation_input_tokens'],
  ['reasoning_tokens', 'output_token_details', 'reasoning'],
  ['reasoning_tokens', 'completion_tokens_details', 'reasoning_tokens'],
];

type Counts = { -readonly [Key in keyof TokenUsage]?: number };

/** Token usage of one model run, as the provider counted it: of the messages, else of the run's `llmOutput`. */
export function runUsage(output: unknown): TokenUsage | undefined {
  const generations = answersOf(output);
  const ofRun = usageOf(at(at(output, 'llmOutput'), 'tokenUsage'));
  // Several answers to one request share one count.
  if (generations.length > 1 && ofRun) return ofRun;
  const counts = generations.flatMap((generation) => messageUsage(at(generation, 'message')) ?? []);
  return counts.length === 0 ? ofRun : counts.reduce(sum);
}

/** Usage that one message carries. */
export function messageUsage(message: unknown): TokenUsage | undefined {
  const metadata = at(message, 'response_metadata');
  return (
    usageOf(at(message, 'usage_metadata')) ??
    usageOf(at(metadata, 'usage')) ??
    usageOf(at(metadata, 'tokenUsage')) ??
    usageOf(at(metadata, 'token_usage'))
  );
}

/** Usage in LangChain's or a provider's words; undefined where neither input nor output is counted. */
export function usageOf(raw: unknown): TokenUsage | undefined {
  if (!isWire(raw)) return undefined;
  const input = firstNumber(raw, NAMES.input_tokens);
  const output = firstNumber(raw, NAMES.output_tokens);
  if (input === undefined && output === undefined) return undefined;
  return {
    input_tokens: input ?? 0,
    output_tokens: output ?? 0,
    total_tokens: firstNumber(raw, NAMES.total_tokens) ?? (input ?? 0) + (output ?? 0),
    ...details(raw),
  };
}

function details(raw: Wire): Partial<TokenUsage> {
  const found: Counts = {};
  for (const [key, group, name] of DETAILS) {
    const count = numberAt(group === undefined ? raw : raw[group], name);
    if (count !== undefined) found[key] ??= count;
  }
  return found;
}

function firstNumber(raw: Wire, names: readonly string[]): number | undefined {
  for (const name of names) {
    const count = numberAt(raw, name);
    if (count !== undefined) return count;
  }
  return undefined;
}

function sum(a: TokenUsage, b: TokenUsage): TokenUsage {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]) as Set<keyof TokenUsage>;
  const total: Counts = {};
  for (const key of keys) total[key] = (a[key] ?? 0) + (b[key] ?? 0);
  return total as TokenUsage;
}
