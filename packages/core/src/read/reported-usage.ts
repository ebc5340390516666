import type { TokenUsage } from '../model/index.ts';
import { at, isWire } from './wire.ts';

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

/**
 * Token usage as a provider or a framework reports it, in tokens. A count of 0 is kept, a missing total is the sum.
 * Undefined where nothing is counted.
 */
export function reportedUsage(usage: unknown): TokenUsage | undefined {
  const found = Object.entries(COUNTS).flatMap(([key, paths]) => {
    const count = paths.map((path) => valueAt(usage, path)).find((value) => typeof value === 'number');
    return typeof count === 'number' ? [[key, count] as const] : [];
  });
  if (found.length === 0) return undefined;
  const {
    input_tokens: input = 0,
    output_tokens: output = 0,
    ...rest
  } = Object.fromEntries(found) as Partial<TokenUsage>;
  return { input_tokens: input, output_tokens: output, ...rest, total_tokens: rest.total_tokens ?? input + output };
}

function valueAt(holder: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, key) => (isWire(value) ? at(value, key) : undefined), holder);
}
