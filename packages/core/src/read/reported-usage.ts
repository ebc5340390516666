import type { TokenUsage } from '../model/index.ts';
import { at, isWire, type Wire } from './wire.ts';

type Path = readonly [string] | readonly [string, string];

/** Where providers and frameworks put a count inside what they call usage; the first one present is taken. */
const COUNTS: Readonly<Record<keyof TokenUsage, readonly Path[]>> = {
  input_tokens: [
    ['input_tokens'],
    ['prompt_tokens'],
    ['inputTokens'],
    ['inputTokens', 'total'],
    ['promptTokens'],
    ['promptTokenCount'],
  ],
  output_tokens: [
    ['output_tokens'],
    ['completion_tokens'],
    ['outputTokens'],
    ['outputTokens', 'total'],
    ['completionTokens'],
    ['candidatesTokenCount'],
  ],
  total_tokens: [['total_tokens'], ['totalTokens'], ['totalTokenCount']],
  cache_read_input_tokens: [
    ['input_tokens_details', 'cached_tokens'],
    ['prompt_tokens_details', 'cached_tokens'],
    ['details', 'cached_tokens'],
    ['inputTokenDetails', 'cacheReadTokens'],
    ['inputTokens', 'cacheRead'],
    ['cachedInputTokens'],
    ['cacheReadInputTokens'],
    ['cache_read_input_tokens'],
    ['cachedContentTokenCount'],
  ],
  cache_creation_input_tokens: [
    ['input_tokens_details', 'cache_write_tokens'],
    ['prompt_tokens_details', 'cache_write_tokens'],
    ['inputTokenDetails', 'cacheWriteTokens'],
    ['inputTokens', 'cacheWrite'],
    ['cacheWriteInputTokens'],
    ['cache_creation_input_tokens'],
  ],
  reasoning_tokens: [
    ['output_tokens_details', 'reasoning_tokens'],
    ['completion_tokens_details', 'reasoning_tokens'],
    ['details', 'reasoning_tokens'],
    ['outputTokenDetails', 'reasoningTokens'],
    ['outputTokens', 'reasoning'],
    ['reasoningTokens'],
    ['thoughtsTokenCount'],
  ],
  audio_tokens: [],
};

type Counts = { -readonly [key in keyof TokenUsage]?: TokenUsage[key] } & {
  input_tokens: number;
  output_tokens: number;
};

const KEYS = Object.keys(COUNTS) as readonly (keyof TokenUsage)[];

/**
 * Token usage as a provider or a framework reports it, in tokens. A count of 0 is kept, a missing total is the sum.
 * Undefined where nothing is counted.
 */
export function reportedUsage(usage: unknown): TokenUsage | undefined {
  if (!isWire(usage)) return undefined;
  const counts: Counts = { input_tokens: 0, output_tokens: 0 };
  let any = false;
  for (const key of KEYS) {
    const count = firstCount(usage, COUNTS[key]);
    if (count === undefined) continue;
    counts[key] = count;
    any = true;
  }
  if (!any) return undefined;
  const { input_tokens, output_tokens, total_tokens = input_tokens + output_tokens } = counts;
  return Object.assign(counts, { total_tokens });
}

function firstCount(usage: Wire, paths: readonly Path[]): number | undefined {
  for (const [key, inner] of paths) {
    const held = usage[key];
    const count = inner === undefined ? held : at(held, inner);
    if (typeof count === 'number') return count;
  }
  return undefined;
}
