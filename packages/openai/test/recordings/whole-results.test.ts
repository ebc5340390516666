import { describe, expect, it } from '@jest/globals';
import { chatAttributes } from '../../src/call-attributes.ts';
import { embeddings } from '../../src/embeddings.ts';
import { usageOf } from '../../src/usage.ts';
import { type Exchange, exchangesOf } from '../support/recordings.ts';

const PROVIDER_OF_FOLDER: Record<string, string> = {
  google: 'gemini',
  together: 'together_ai',
  'openai-compatible': 'localhost:8000',
};

const chats = exchangesOf('chat-completions').filter(({ url }) => url.includes('/chat/completions'));
const responses = exchangesOf('responses').filter(({ url }) => url.endsWith('/responses'));
const whole = [...chats, ...responses].filter(({ status, body }) => status === 200 && body?.['usage']);
const vectors = exchangesOf('embeddings').filter(({ status, body }) => status === 200 && Array.isArray(body?.['data']));

function providerFolder({ title }: Exchange): string {
  const folder = title.split('/')[0]!;
  return PROVIDER_OF_FOLDER[folder] ?? folder;
}

describe('recorded whole results', () => {
  it('are there', () => {
    expect(chats.length).toBeGreaterThan(230);
    expect(responses.length).toBeGreaterThan(150);
    expect(vectors.length).toBeGreaterThan(8);
  });

  it.each(whole)("$title: usage is the provider's", ({ body }) => {
    const usage = body!['usage'] as Record<string, number>;
    expect(usageOf(body)).toMatchObject({
      input_tokens: usage['prompt_tokens'] ?? usage['input_tokens'],
      output_tokens: usage['completion_tokens'] ?? usage['output_tokens'],
      total_tokens: usage['total_tokens'],
    });
  });

  it.each([...chats, ...responses])('$title: attributes tell provider, model and settings', (exchange) => {
    const { request, body, url } = exchange;
    const attributes = chatAttributes({ inputs: request, outputs: body, receiver: new URL('.', url).href });
    const { messages: _messages, input: _input, ...settings } = request;
    expect(attributes).toMatchObject(settings);
    expect(attributes['mlflow.llm.provider']).toBe(providerFolder(exchange));
    expect(attributes['mlflow.llm.model']).toBe(request['model'] ?? body?.['model']);
    expect(attributes['mlflow.message.format']).toBe('openai');
  });

  it.each(vectors)('$title: embeddings are told without their vectors', ({ body }) => {
    const { data, ...rest } = body as { data: { embedding: unknown }[] };
    const outputs = embeddings.outputs!(body as never) as Record<string, unknown>;
    expect(outputs).toEqual({ ...rest, count: data.length, dimensions: expect.any(Number) });
    expect([256, 1024, 1536]).toContain(outputs['dimensions']);
  });
});
