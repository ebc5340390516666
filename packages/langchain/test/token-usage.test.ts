import { describe, expect, it } from '@jest/globals';
import { runUsage, usageOf } from '../src/token-usage.ts';

const counted = { input_tokens: 9, output_tokens: 12, total_tokens: 21 };

describe('token usage (case 223 of MLflow)', () => {
  it.each([
    ["LangChain's", counted, counted],
    ['OpenAI completions', { prompt_tokens: 9, completion_tokens: 12, total_tokens: 21 }, counted],
    ['LangChain 0.3 output', { promptTokens: 9, completionTokens: 12, totalTokens: 21 }, counted],
    ['without a total', { input_tokens: 9, output_tokens: 12 }, counted],
    ['output only', { output_tokens: 12 }, { input_tokens: 0, output_tokens: 12, total_tokens: 12 }],
    [
      'details of LangChain',
      { ...counted, input_token_details: { cache_read: 4, cache_creation: 2 }, output_token_details: { reasoning: 5 } },
      { ...counted, cache_read_input_tokens: 4, cache_creation_input_tokens: 2, reasoning_tokens: 5 },
    ],
    [
      'details of OpenAI',
      {
        ...counted,
        prompt_tokens_details: { cached_tokens: 0 },
        completion_tokens_details: { reasoning_tokens: 3 },
      },
      { ...counted, cache_read_input_tokens: 0, reasoning_tokens: 3 },
    ],
    [
      'Anthropic',
      { ...counted, cache_read_input_tokens: 4, cache_creation_input_tokens: 1 },
      { ...counted, cache_read_input_tokens: 4, cache_creation_input_tokens: 1 },
    ],
    [
      'Gemini',
      { prompt_token_count: 9, candidates_token_count: 12, total_token_count: 21, cached_content_token_count: 3 },
      { ...counted, cache_read_input_tokens: 3 },
    ],
    ['nothing counted', {}, undefined],
    ['no usage', undefined, undefined],
  ])('is read from %s', (_, raw, expected) => {
    expect(usageOf(raw)).toEqual(expected);
  });

  it('is that of the message, wherever it carries it, else that of the run', () => {
    const ofMessage = (fields: object) => ({ generations: [[{ text: '', message: fields }]] });
    expect(runUsage(ofMessage({ usage_metadata: counted }))).toEqual(counted);
    expect(runUsage(ofMessage({ response_metadata: { usage: counted } }))).toEqual(counted);
    expect(runUsage(ofMessage({ response_metadata: { token_usage: counted } }))).toEqual(counted);
    expect(runUsage({ generations: [[{ text: '' }]], llmOutput: { tokenUsage: counted } })).toEqual(counted);
    expect(runUsage({ generations: [[{ text: '' }]] })).toBeUndefined();
  });

  it('is counted once where one request has several answers', () => {
    const answer = { text: '', message: { usage_metadata: counted } };
    expect(runUsage({ generations: [[answer, answer]], llmOutput: { tokenUsage: counted } })).toEqual(counted);
  });
});
