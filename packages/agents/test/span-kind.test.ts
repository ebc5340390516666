import { describe, expect, it } from '@jest/globals';
import { SpanAttributeKey } from '@spanwright/core/model';
import { spanKind } from '../src/openai-agents/span-kind.ts';

const usageOf = (usage: unknown): unknown =>
  spanKind({ type: 'generation' }).attributes?.({ type: 'generation', usage })[SpanAttributeKey.CHAT_USAGE];

describe('case 246: the usage of a generation', () => {
  it.each([
    [
      { input_tokens: 10, output_tokens: 5, total_tokens: 15 },
      { input_tokens: 10, output_tokens: 5, total_tokens: 15 },
    ],
    [
      { input_tokens: 10, output_tokens: 5 },
      { input_tokens: 10, output_tokens: 5, total_tokens: 15 },
    ],
    [
      { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 },
      { input_tokens: 10, output_tokens: 5, total_tokens: 15 },
    ],
    [
      { input_tokens: 10, output_tokens: 5, input_tokens_details: { cached_tokens: 4 } },
      { input_tokens: 10, output_tokens: 5, total_tokens: 15, cache_read_input_tokens: 4 },
    ],
    [
      { input_tokens: 10, output_tokens: 5, details: { anything: 1 } },
      { input_tokens: 10, output_tokens: 5, total_tokens: 15 },
    ],
  ])('%j is %j', (told, recorded) => expect(usageOf(told)).toEqual(recorded));

  it('has the part that is told where the other is missing', () => {
    expect(usageOf({ input_tokens: 10 })).toMatchObject({ input_tokens: 10 });
  });

  it('is unknown where the provider of a stream sent none, for which the SDK tells zeros', () => {
    expect(usageOf({ prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 })).toBeUndefined();
  });

  it.each([null, undefined, {}, 'many'])('is not made up where the SDK tells %p', (told) => {
    expect(usageOf(told)).toBeUndefined();
  });
});
