import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { SpanAttributeKey, type TraceData } from '@spanwright/core';
import { applyIntegration, setTraceExporter } from '@spanwright/core/kit';
import * as library from 'openai';
import type { OpenAIAutologOptions } from '../src/index.ts';
import { openai } from '../src/openai.ts';
import { TraceCollector } from './trace-collector.ts';

type Body = library.OpenAI.ChatCompletionCreateParamsStreaming;

const collector = new TraceCollector();
let undo = (): void => {};
beforeAll(() => setTraceExporter(collector));
afterEach(() => undo());

const OPENAI = 'https://api.openai.com/v1';
const question: Body = { model: 'gpt-4o-mini', messages: [{ role: 'user', content: 'Hello' }], stream: true };
const piece = { id: 'c', object: 'chat.completion.chunk', created: 1, model: 'gpt-4o-mini' };
const texts = ['Hel', 'lo'].map((content) => ({ ...piece, choices: [{ index: 0, delta: { content } }] }));
const usage = { prompt_tokens: 9, completion_tokens: 2, total_tokens: 11 };

/** A provider that sends the usage of a stream only where it is asked, as OpenAI does. */
class Provider {
  readonly bodies: Partial<Body>[] = [];
  readonly headers: Headers[] = [];

  readonly fetch = async (_url: unknown, init?: RequestInit): Promise<Response> => {
    const body = JSON.parse(init?.body as string) as Partial<Body>;
    this.bodies.push(body);
    this.headers.push(new Headers(init?.headers));
    const asked = body.stream_options?.include_usage === true;
    const chunks = asked
      ? [...texts.map((text) => ({ ...text, usage: null })), { ...piece, choices: [], usage }]
      : texts;
    const sse = `${chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`).join('')}data: [DONE]\n\n`;
    return new Response(sse, { headers: { 'content-type': 'text/event-stream' } });
  };

  client(more: library.ClientOptions = {}): library.OpenAI {
    return new library.OpenAI({ apiKey: 'k', baseURL: OPENAI, fetch: this.fetch, ...more });
  }
}

function record(options: OpenAIAutologOptions): void {
  undo = applyIntegration(openai, library, options);
}

async function readAll(client: library.OpenAI, body: Body = question): Promise<unknown[]> {
  const chunks: unknown[] = [];
  for await (const chunk of await client.chat.completions.create(body)) chunks.push(chunk);
  return chunks;
}

async function onlySpan(): Promise<TraceData['spans'][number]> {
  const spans = (await collector.take()).flatMap((trace) => trace.spans);
  expect(spans).toHaveLength(1);
  return spans[0]!;
}

describe('streamUsage', () => {
  it('records the usage of a stream that the program did not ask for, and hides what comes of it', async () => {
    const provider = new Provider();
    const body = Object.freeze({ ...question });
    record({ streamUsage: true });
    expect(await readAll(provider.client(), body)).toEqual(texts);
    expect(provider.bodies[0]?.stream_options).toEqual({ include_usage: true });
    const { attributes } = await onlySpan();
    expect(attributes[SpanAttributeKey.CHAT_USAGE]).toEqual({ input_tokens: 9, output_tokens: 2, total_tokens: 11 });
    expect(attributes[SpanAttributeKey.INPUTS]).toEqual(question);
    expect(attributes[SpanAttributeKey.OUTPUTS]).toMatchObject({ choices: [{ message: { content: 'Hello' } }] });
  });

  it('hides it from teed streams and readable streams, too', async () => {
    const { client } = { client: new Provider().client() };
    record({ streamUsage: true });
    const [left, right] = (await client.chat.completions.create(question)).tee();
    const read = async (stream: AsyncIterable<unknown>): Promise<unknown[]> => {
      const chunks: unknown[] = [];
      for await (const chunk of stream) chunks.push(chunk);
      return chunks;
    };
    expect(await Promise.all([read(left), read(right)])).toEqual([texts, texts]);
    const readable = (await client.chat.completions.create(question)).toReadableStream();
    const lines = (await new Response(readable).text()).trim().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(texts);
    expect(await collector.take()).toHaveLength(2);
  });

  it('leaves alone what the program asked for itself', async () => {
    const provider = new Provider();
    record({ streamUsage: true });
    const asking: Body = { ...question, stream_options: { include_usage: true } };
    expect(await readAll(provider.client(), asking)).toHaveLength(3);
    expect(await readAll(provider.client(), { ...question, stream_options: { include_usage: false } })).toEqual(texts);
    expect(provider.bodies.map((body) => body.stream_options?.include_usage)).toEqual([true, false]);
    await collector.take();
  });

  it('asks nothing of hosts that may refuse it, and nothing without the option', async () => {
    const provider = new Provider();
    record({ streamUsage: true });
    await readAll(provider.client({ baseURL: 'https://llm.example.com/v1' }));
    expect((await onlySpan()).attributes['spanwright.usageUnknown']).toBe(true);
    undo();
    record({});
    await readAll(provider.client());
    expect(provider.bodies.map((body) => body.stream_options)).toEqual([undefined, undefined]);
    expect((await onlySpan()).attributes['spanwright.usageUnknown']).toBe(true);
  });
});

describe('case 199: propagateContext', () => {
  it("sends the span's trace context, and keeps the program's headers", async () => {
    const provider = new Provider();
    record({ propagateContext: true });
    const headers = Object.freeze({ 'X-Mine': 'yes' });
    await provider.client().chat.completions.create(question, Object.freeze({ headers })).asResponse();
    const { traceId, spanId } = await onlySpan();
    expect(provider.headers[0]?.get('traceparent')).toBe(`00-${traceId.slice('tr-'.length)}-${spanId}-01`);
    expect(provider.headers[0]?.get('x-mine')).toBe('yes');
  });

  it("lets a traceparent of the program's own win, of the call or of the client", async () => {
    const provider = new Provider();
    const mine = { Traceparent: '00-11111111111111111111111111111111-2222222222222222-01' };
    record({ propagateContext: true });
    for (const headers of [mine, new Headers(mine), Object.entries(mine)] as never[])
      await provider.client().chat.completions.create(question, { headers }).asResponse();
    await provider.client({ defaultHeaders: mine }).chat.completions.create(question).asResponse();
    expect(provider.headers.map((headers) => headers.get('traceparent'))).toEqual(Array(4).fill(mine.Traceparent));
    await collector.take();
  });

  it('sends nothing without the option', async () => {
    const provider = new Provider();
    record({});
    await provider.client().chat.completions.create(question).asResponse();
    expect(provider.headers[0]?.has('traceparent')).toBe(false);
    await collector.take();
  });
});

describe('both together', () => {
  it('work on every kind of call', async () => {
    const provider = new Provider();
    record({ propagateContext: true, streamUsage: true });
    expect(await readAll(provider.client())).toEqual(texts);
    await provider.client().vectorStores.search('vs_1', { query: 'q' }).asResponse();
    await provider.client().responses.create({ model: 'm', input: 'i' }).asResponse();
    expect(provider.headers.map((headers) => headers.has('traceparent'))).toEqual([true, true, true]);
    expect(provider.bodies.slice(1)).toEqual([{ query: 'q' }, { model: 'm', input: 'i' }]);
    await collector.take();
  });
});
