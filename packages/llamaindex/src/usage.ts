import type { TokenUsage } from '@spanwright/core/model';
import { isObject } from './library.ts';

type Path = readonly string[];
type Counts = { readonly [Key in keyof TokenUsage]?: readonly Path[] };

/** Where the providers' own answers hold their counts: OpenAI chat, OpenAI Responses and Anthropic, Gemini, Ollama. */
const COUNTS: Counts = {
  input_tokens: [
    ['usage', 'prompt_tokens'],
    ['usage', 'input_tokens'],
    ['usageMetadata', 'promptTokenCount'],
    ['prompt_eval_count'],
  ],
  output_tokens: [
    ['usage', 'completion_tokens'],
    ['usage', 'output_tokens'],
    ['usageMetadata', 'candidatesTokenCount'],
    ['eval_count'],
  ],
  total_tokens: [
    ['usage', 'total_tokens'],
    ['usageMetadata', 'totalTokenCount'],
  ],
  cache_read_input_tokens: [
    ['usage', 'prompt_tokens_details', 'cached_tokens'],
    ['usage', 'input_tokens_details', 'cached_tokens'],
    ['usage', 'cache_read_input_tokens'],
  ],
  cache_creation_input_tokens: [['usage', 'cache_creation_input_tokens']],
  reasoning_tokens: [
    ['usage', 'completion_tokens_details', 'reasoning_tokens'],
    ['usage', 'output_tokens_details', 'reasoning_tokens'],
  ],
};

/** Token usage in the provider's own answer, or in the last chunk of its stream; undefined where it has none. */
export function usageOf(raw: unknown): TokenUsage | undefined {
  const answer = answerOf(raw);
  const found: { -readonly [Key in keyof TokenUsage]?: number } = {};
  for (const [key, paths] of Object.entries(COUNTS) as [keyof TokenUsage, readonly Path[]][]) {
    const count = paths.map((path) => at(answer, path)).find((value) => typeof value === 'number');
    if (typeof count === 'number') found[key] = count;
  }
  const { input_tokens: input = 0, output_tokens: output = 0, total_tokens: total, ...details } = found;
  if (Object.keys(found).length === 0) return undefined;
  return { input_tokens: input, output_tokens: output, total_tokens: total ?? input + output, ...details };
}

/** The model that answered, as the provider names it. */
export function answeringModel(raw: unknown): string | undefined {
  const model = at(answerOf(raw), ['model']);
  return typeof model === 'string' ? model : undefined;
}

// The Responses API ends its streams with an event that holds the whole answer.
function answerOf(raw: unknown): unknown {
  return isObject(raw) && isObject(raw['response']) ? raw['response'] : raw;
}

function at(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((holder, key) => (isObject(holder) ? holder[key] : undefined), value);
}
