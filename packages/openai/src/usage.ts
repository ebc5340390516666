import type { TokenUsage } from '@spanwright/core/model';
import { isWireObject, type WireObject } from './wire.ts';

type Detail = Exclude<keyof TokenUsage, 'input_tokens' | 'output_tokens' | 'total_tokens'>;
type Path = readonly [string] | readonly [string, string];

/** Where providers put a count; the first one present is taken. Chat and embeddings say `prompt`, Responses `input`. */
const INPUT: readonly Path[] = [['prompt_tokens'], ['input_tokens']];
const OUTPUT: readonly Path[] = [['completion_tokens'], ['output_tokens']];
const TOTAL: readonly Path[] = [['total_tokens']];

/** The last rows of a list are dialects: DeepSeek, Moonshot and Hugging Face, Mistral, OpenRouter and OpenAI since 2026. */
const DETAILS: Readonly<Record<Exclude<Detail, 'audio_tokens'>, readonly Path[]>> = {
  cache_read_input_tokens: [
    ['prompt_tokens_details', 'cached_tokens'],
    ['input_tokens_details', 'cached_tokens'],
    ['input_token_details', 'cached_tokens'],
    ['prompt_cache_hit_tokens'],
    ['cached_tokens'],
    ['num_cached_tokens'],
  ],
  cache_creation_input_tokens: [
    ['prompt_tokens_details', 'cache_write_tokens'],
    ['input_tokens_details', 'cache_write_tokens'],
  ],
  reasoning_tokens: [
    ['completion_tokens_details', 'reasoning_tokens'],
    ['output_tokens_details', 'reasoning_tokens'],
  ],
};

const DETAIL_PATHS = Object.entries(DETAILS) as readonly (readonly [Detail, readonly Path[]])[];

const AUDIO: readonly (readonly Path[])[] = [
  [
    ['prompt_tokens_details', 'audio_tokens'],
    ['input_tokens_details', 'audio_tokens'],
    // Transcriptions and realtime sessions spell it so.
    ['input_token_details', 'audio_tokens'],
  ],
  [
    ['completion_tokens_details', 'audio_tokens'],
    ['output_tokens_details', 'audio_tokens'],
    ['output_token_details', 'audio_tokens'],
  ],
];

/**
 * Token usage of a result as its provider reported it, in tokens. A count of 0 is kept, a missing total is the sum.
 * @returns undefined where the result carries no usage, as most streams without `include_usage`.
 */
export function usageOf(outputs: unknown): TokenUsage | undefined {
  const usage = isWireObject(outputs) ? outputs['usage'] : undefined;
  if (!isWireObject(usage)) return undefined;
  const input = firstCount(usage, INPUT);
  const output = firstCount(usage, OUTPUT);
  const total = firstCount(usage, TOTAL);
  if ((input ?? output ?? total) === undefined) return undefined;
  return Object.assign(totals(input, output, total), details(usage));
}

function totals(input: number | undefined, output: number | undefined, total: number | undefined): TokenUsage {
  const sum = total ?? (input ?? 0) + (output ?? 0);
  return {
    input_tokens: input ?? Math.max(0, sum - (output ?? 0)),
    output_tokens: output ?? Math.max(0, sum - (input ?? sum)),
    total_tokens: sum,
  };
}

function details(usage: WireObject): Partial<Record<Detail, number>> {
  const found: Partial<Record<Detail, number>> = {};
  for (const [key, paths] of DETAIL_PATHS) {
    const count = firstCount(usage, paths);
    if (count !== undefined) found[key] = count;
  }
  for (const paths of AUDIO) {
    const count = firstCount(usage, paths);
    if (count !== undefined) found.audio_tokens = (found.audio_tokens ?? 0) + count;
  }
  return found;
}

function firstCount(usage: WireObject, paths: readonly Path[]): number | undefined {
  for (const [key, inner] of paths) {
    const value = usage[key];
    const count = inner === undefined ? value : isWireObject(value) && value[inner];
    if (typeof count === 'number' && Number.isFinite(count)) return count;
  }
  return undefined;
}
