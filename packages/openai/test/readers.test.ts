import { describe, expect, it } from '@jest/globals';
import { findMember } from '@spanwright/core/kit';
import type { JsonObject } from '@spanwright/core/model';
import * as OpenAIModule from 'openai';
import { chatCompletions } from '../src/chat.ts';
import { embeddings } from '../src/embeddings.ts';
import { openai } from '../src/openai.ts';
import { responses } from '../src/responses.ts';

const CHAT_BODY = {
  model: 'gpt-4o-mini',
  messages: [{ role: 'user', content: 'Hi' }],
  temperature: 0.5,
  stream: true,
  tools: [{ type: 'function', function: { name: 'weather' } }],
};

describe('the descriptor', () => {
  it.each(Object.keys(openai.patches))('names a method that the installed client has: %s', (path) => {
    expect(findMember(OpenAIModule, path)).toBeDefined();
  });
});

describe('chat completions', () => {
  it('are recorded with the whole request', () => {
    expect(chatCompletions.inputs([CHAT_BODY, { timeout: 5 }])).toBe(CHAT_BODY);
    expect(chatCompletions.inputs([])).toBeUndefined();
  });

  it('have every setting but the messages as an attribute, with model, provider, format and tools', () => {
    const { messages: _messages, ...settings } = CHAT_BODY;
    expect(
      chatCompletions.attributes!({
        inputs: CHAT_BODY,
        outputs: { model: 'other' },
        receiver: 'https://api.openai.com/v1',
      }),
    ).toEqual({
      ...settings,
      'mlflow.llm.model': 'gpt-4o-mini',
      'mlflow.llm.provider': 'openai',
      'mlflow.message.format': 'openai',
      'mlflow.chat.tools': CHAT_BODY.tools,
      'spanwright.usageUnknown': true,
    });
  });

  it('have settings of odd names as attributes, and none that would change what an attribute is', () => {
    const inputs = JSON.parse('{"model":"m","constructor":"c","__proto__":{"x":1},"input":"text"}') as JsonObject;
    const attributes = chatCompletions.attributes!({ inputs, outputs: undefined, receiver: undefined });
    expect(Object.getPrototypeOf(attributes)).toBe(Object.prototype);
    expect(attributes).toEqual({
      model: 'm',
      constructor: 'c',
      'mlflow.llm.model': 'm',
      'mlflow.message.format': 'openai',
    });
  });

  it('say where the usage of a stream is unknown, and only there', () => {
    const usage = { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 };
    const marked = (body: object, outputs: unknown): unknown =>
      chatCompletions.attributes!({
        inputs: { ...CHAT_BODY, ...body },
        outputs,
        receiver: undefined,
      })['spanwright.usageUnknown'];
    expect([
      marked({}, { choices: [] }),
      marked({}, { usage }),
      marked({ stream: false }, { choices: [] }),
      marked({}, undefined),
    ]).toEqual([true, undefined, undefined, undefined]);
  });

  it('know their provider by the client that they are called on, whatever its class', () => {
    const clients = [
      new OpenAIModule.OpenAI({ apiKey: 'k', baseURL: 'https://api.groq.com/openai/v1' }),
      new OpenAIModule.AzureOpenAI({ apiKey: 'k', apiVersion: '1', endpoint: 'https://mine.openai.azure.com' }),
    ];
    const receivers = clients.map((client) => chatCompletions.receiver!(client.chat.completions));
    expect(receivers).toEqual(['https://api.groq.com/openai/v1', 'https://mine.openai.azure.com/openai']);
  });

  it.each([undefined, null, 'x', {}, { _client: null }, { _client: {} }, { _client: { baseURL: null } }])(
    'have no provider when called on %p',
    (self) => {
      expect(chatCompletions.receiver!(self)).toBeUndefined();
    },
  );

  it.each([undefined, null, 'x', []])('have at least their format when the request is %p', (inputs) => {
    expect(chatCompletions.attributes!({ inputs, outputs: undefined, receiver: undefined })).toEqual({
      'mlflow.message.format': 'openai',
    });
  });
});

describe('responses', () => {
  it("take the response's model where the request leaves it to a stored prompt", () => {
    const inputs = { prompt: { id: 'pmpt_1' }, input: 'Hi', instructions: 'Be brief.' };
    expect(responses.attributes!({ inputs, outputs: { model: 'gpt-5' }, receiver: undefined })).toEqual({
      prompt: { id: 'pmpt_1' },
      instructions: 'Be brief.',
      'mlflow.llm.model': 'gpt-5',
      'mlflow.message.format': 'openai',
    });
  });
});

describe('embeddings', () => {
  const answer = { object: 'list', model: 'text-embedding-3-small', usage: { prompt_tokens: 5, total_tokens: 5 } };

  function told(...vectors: readonly unknown[]): unknown {
    const data = vectors.map((embedding, index) => ({ object: 'embedding', index, embedding }));
    return embeddings.outputs!({ ...answer, data } as never);
  }

  it('are told by count and dimensions, without their vectors', () => {
    expect(told([0.1, 0.2, 0.3], [0.4, 0.5, 0.6])).toEqual({ ...answer, count: 2, dimensions: 3 });
  });

  it('have their dimensions counted in base64 too', () => {
    const vector = Buffer.from(new Float32Array(1536).buffer).toString('base64');
    expect(told(vector)).toEqual({ ...answer, count: 1, dimensions: 1536 });
  });

  it('are left as they are where they are no list of vectors', () => {
    expect(embeddings.outputs!({ error: 'odd' } as never)).toEqual({ error: 'odd' });
    expect(told()).toEqual({ ...answer, count: 0, dimensions: undefined });
    expect(told(null)).toEqual({ ...answer, count: 1, dimensions: undefined });
  });

  it('carry their settings, model and provider, but no message format', () => {
    const inputs = { model: 'text-embedding-3-small', input: ['a', 'b'], dimensions: 256 };
    expect(embeddings.attributes!({ inputs, outputs: answer, receiver: 'http://localhost:11434/v1' })).toEqual({
      model: 'text-embedding-3-small',
      dimensions: 256,
      'mlflow.llm.model': 'text-embedding-3-small',
      'mlflow.llm.provider': 'ollama',
    });
  });
});
