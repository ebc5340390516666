import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { setTraceExporter } from '@spanwright/core/kit';
import * as library from 'openai';
import { traced } from '../src/index.ts';
import { TraceCollector } from './trace-collector.ts';

const collector = new TraceCollector();
beforeAll(() => setTraceExporter(collector));
afterEach(async () => void (await collector.take()));

const message = { role: 'assistant', content: 'Yes' };
const usage = { prompt_tokens: 9, completion_tokens: 2, total_tokens: 11 };
const completion = { id: 'c', object: 'chat.completion', model: 'm', choices: [{ index: 0, message }], usage };
const piece = {
  ...completion,
  object: 'chat.completion.chunk',
  choices: [{ index: 0, delta: message, finish_reason: 'stop' }],
  usage: null,
};
const body = { model: 'm', messages: [{ role: 'user' as const, content: 'Hm?' }] };

/** A client whose provider answers everything with one completion, streamed where that is asked for. */
function clientOf(): library.OpenAI {
  const fetch = async (_url: unknown, init?: RequestInit): Promise<Response> => {
    if (!(JSON.parse(init?.body as string) as { stream?: boolean }).stream) return Response.json(completion);
    const headers = { 'content-type': 'text/event-stream' };
    return new Response(`data: ${JSON.stringify(piece)}\n\ndata: [DONE]\n\n`, { headers });
  };
  return new library.OpenAI({ apiKey: 'k', fetch });
}

const names = async (): Promise<unknown[]> => (await collector.take()).map(({ spans }) => spans[0]?.name);

describe('traced(client)', () => {
  it('returns the client, and records it alone: its class and other clients stay as they are', async () => {
    const { create } = library.OpenAI.Chat.Completions.prototype;
    const [one, other] = [clientOf(), clientOf()];
    expect(traced(one)).toBe(one);
    expect(library.OpenAI.Chat.Completions.prototype.create).toBe(create);
    expect(other.chat.completions.create).toBe(create);
    expect(await other.chat.completions.create(body)).toEqual(await one.chat.completions.create(body));
    expect(await names()).toEqual(['Completions']);
  });

  it('records every resource of the client, and calls of its helpers once', async () => {
    const client = traced(clientOf());
    await client.responses.create({ model: 'm', input: 'Hm?' });
    await client.embeddings.create({ model: 'm', input: 'Hm?', encoding_format: 'float' }).catch(() => {});
    await client.moderations.create({ input: 'Hm?' });
    await client.chat.completions.parse(body);
    await client.chat.completions.stream(body).finalChatCompletion();
    expect(await names()).toEqual(['Responses', 'Embeddings', 'Moderations', 'Completions', 'Completions']);
  });

  it('shows nothing new on the client, and changes nothing when it is called again', async () => {
    const [client, plain] = [clientOf(), clientOf()];
    traced(traced(client));
    expect(Object.keys(client.chat.completions)).toEqual(Object.keys(plain.chat.completions));
    await client.chat.completions.create(body);
    expect(await names()).toEqual(['Completions']);
  });

  it('leaves a client alone that was made of it with other options', async () => {
    await traced(clientOf()).withOptions({ maxRetries: 1 }).chat.completions.create(body);
    expect(await names()).toEqual([]);
  });
});
