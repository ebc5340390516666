import { describe, expect, it } from '@jest/globals';
import { usageOf } from '../src/usage.ts';

const of = (usage: unknown): unknown => usageOf({ usage });

describe('token usage', () => {
  it('is told of chat completions, with every detail that the provider counts', () => {
    expect(
      of({
        prompt_tokens: 9,
        completion_tokens: 12,
        total_tokens: 21,
        prompt_tokens_details: { cached_tokens: 4, audio_tokens: 1 },
        completion_tokens_details: { reasoning_tokens: 5, audio_tokens: 2, accepted_prediction_tokens: 7 },
      }),
    ).toEqual({
      input_tokens: 9,
      output_tokens: 12,
      total_tokens: 21,
      cache_read_input_tokens: 4,
      reasoning_tokens: 5,
      audio_tokens: 3,
    });
  });

  it('is told of responses', () => {
    expect(
      of({
        input_tokens: 9,
        input_tokens_details: { cached_tokens: 4, cache_write_tokens: 2 },
        output_tokens: 12,
        output_tokens_details: { reasoning_tokens: 5 },
        total_tokens: 21,
      }),
    ).toEqual({
      input_tokens: 9,
      output_tokens: 12,
      total_tokens: 21,
      cache_read_input_tokens: 4,
      cache_creation_input_tokens: 2,
      reasoning_tokens: 5,
    });
  });

  it('is told of embeddings, which put nothing out', () => {
    expect(of({ prompt_tokens: 5, total_tokens: 5 })).toEqual({ input_tokens: 5, output_tokens: 0, total_tokens: 5 });
    expect(of({ total_tokens: 5 })).toEqual({ input_tokens: 5, output_tokens: 0, total_tokens: 5 });
  });

  it('keeps a count of 0', () => {
    const details = { prompt_tokens_details: { cached_tokens: 0 }, completion_tokens_details: { reasoning_tokens: 0 } };
    expect(of({ prompt_tokens: 0, completion_tokens: 0, total_tokens: 0, ...details })).toEqual({
      input_tokens: 0,
      output_tokens: 0,
      total_tokens: 0,
      cache_read_input_tokens: 0,
      reasoning_tokens: 0,
    });
  });

  it('adds up a total that the provider left out, and takes a part from it that is missing', () => {
    expect(of({ prompt_tokens: 9, completion_tokens: 12 })).toMatchObject({ total_tokens: 21 });
    expect(of({ completion_tokens: 12, total_tokens: 21 })).toMatchObject({ input_tokens: 9 });
    expect(of({ prompt_tokens: 9, total_tokens: 21 })).toMatchObject({ output_tokens: 12 });
  });

  it("keeps the provider's total where it is not the sum, as with xAI's reasoning tokens", () => {
    expect(of({ prompt_tokens: 9, completion_tokens: 2, total_tokens: 321 })).toMatchObject({
      output_tokens: 2,
      total_tokens: 321,
    });
  });

  it.each([
    ['DeepSeek', { prompt_cache_hit_tokens: 3 }],
    ['Moonshot', { cached_tokens: 3 }],
    ['Mistral', { num_cached_tokens: 3 }],
  ])('finds cached tokens where %s reports them', (_provider, dialect) => {
    expect(of({ prompt_tokens: 9, completion_tokens: 1, total_tokens: 10, ...dialect })).toMatchObject({
      cache_read_input_tokens: 3,
    });
  });

  it('is not disturbed by what OpenRouter and others add: costs, booleans, nulls', () => {
    const extras = {
      cost: 0.1,
      is_byok: false,
      cost_details: { upstream: null },
      prompt_tokens_details: null,
      cached_tokens: null,
    };
    expect(of({ prompt_tokens: 9, completion_tokens: 12, total_tokens: 21, ...extras })).toEqual({
      input_tokens: 9,
      output_tokens: 12,
      total_tokens: 21,
    });
  });

  it.each([
    undefined,
    null,
    {},
    true,
    7,
    'many',
    [],
    { prompt_tokens: '9' },
    { prompt_tokens: Number.NaN },
    { cost: 1 },
  ])('is not made up where the provider said %p', (usage) => {
    expect(of(usage)).toBeUndefined();
  });

  it.each([undefined, null, 'text', []])('is not made up where the result is %p', (outputs) => {
    expect(usageOf(outputs)).toBeUndefined();
  });
});
