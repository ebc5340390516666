import { describe, expect, it } from '@jest/globals';
import { reportedUsage } from '../src/kit.ts';

describe('token usage that a library reports', () => {
  it.each([
    [
      'OpenAI Responses',
      { input_tokens: 9, output_tokens: 3, total_tokens: 12, input_tokens_details: { cached_tokens: 4 } },
    ],
    ['OpenAI chat', { prompt_tokens: 9, completion_tokens: 3, prompt_tokens_details: { cached_tokens: 4 } }],
    ['Vercel AI SDK', { inputTokens: 9, outputTokens: 3, totalTokens: 12, inputTokenDetails: { cacheReadTokens: 4 } }],
    ['models of the Vercel AI SDK', { inputTokens: { total: 9, cacheRead: 4 }, outputTokens: { total: 3 } }],
    ['Gemini', { promptTokenCount: 9, candidatesTokenCount: 3, totalTokenCount: 12, cachedContentTokenCount: 4 }],
  ])('is the same in the words of %s', (_who, usage) => {
    expect(reportedUsage(usage)).toEqual({
      input_tokens: 9,
      output_tokens: 3,
      total_tokens: 12,
      cache_read_input_tokens: 4,
    });
  });

  it('keeps a count of 0 and leaves out what is no number', () => {
    expect(reportedUsage({ input_tokens: 0, output_tokens: null })).toEqual({
      input_tokens: 0,
      output_tokens: 0,
      total_tokens: 0,
    });
  });

  it.each([undefined, null, {}, [], 'many', { input_tokens: '9' }])(
    'is unknown where nothing is counted: %j',
    (usage) => {
      expect(reportedUsage(usage)).toBeUndefined();
    },
  );
});
