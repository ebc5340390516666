import { describe, expect, it } from '@jest/globals';
import { SpanType, withSpan } from '@spanwright/core';
import type { OpenAI } from 'openai';
import { readAll, streaming, tracedClient } from './traced-client.ts';

/** Cases 183 to 189 and 202 to 204 of MLflow's own tests: see docs/mlflow-conformance.md. */

const { client, span, traces } = tracedClient();
const messages: OpenAI.ChatCompletionMessageParam[] = [{ role: 'user', content: 'Why is the sky blue?' }];
const USAGE = 'mlflow.chat.tokenUsage';
const chunk = { id: 'chatcmpl-123', object: 'chat.completion.chunk', created: 1, model: 'gpt-4o-mini' };
const delta = (content: unknown): object => ({ ...chunk, choices: [{ index: 0, delta: { content } }] });

describe('case 183: chat.completions.create()', () => {
  it('is one span with request, answer, model, parameters, tokens and format, of no run', async () => {
    const body = { model: 'chat-plain', messages, temperature: 0.2 };
    const { id } = await client().chat.completions.create(body);
    const [trace, ...more] = await traces();
    expect(more).toEqual([]);
    expect(trace?.data.spans).toHaveLength(1);
    expect(trace?.data.spans[0]).toMatchObject({
      name: 'Completions',
      spanType: SpanType.CHAT_MODEL,
      inputs: body,
      outputs: { id },
      attributes: {
        model: 'chat-plain',
        temperature: 0.2,
        'mlflow.llm.model': 'chat-plain',
        'mlflow.message.format': 'openai',
        [USAGE]: { input_tokens: 23, output_tokens: 27, total_tokens: 50 },
      },
    });
    expect(trace?.info.metadata['mlflow.trace.tokenUsage']).toContain('"total_tokens":50');
    expect(trace?.info.metadata).not.toHaveProperty(['mlflow.sourceRun']);
  });
});

describe('case 184: cached tokens', () => {
  it('are told', async () => {
    await client().chat.completions.create({ model: 'chat-cached-reasoning-usage', messages });
    expect((await span()).attributes[USAGE]).toMatchObject({ cache_read_input_tokens: 2048 });
  });

  it('are told of a stream, 0 of them too', async () => {
    const options = { include_usage: true };
    const body = { model: 'chat-stream-usage', messages, stream: true, stream_options: options } as const;
    await readAll(await client().chat.completions.create(body));
    expect((await span()).attributes[USAGE]).toMatchObject({ total_tokens: 33, cache_read_input_tokens: 0 });
  });
});

describe('case 185: three calls inside a span', () => {
  it('are four spans, and their tokens are added up', async () => {
    const { chat } = client();
    await withSpan('three', async () => {
      for (let call = 0; call < 3; call += 1) await chat.completions.create({ model: 'chat-plain', messages });
    });
    const [trace] = await traces();
    expect(trace?.data.spans).toHaveLength(4);
    expect(JSON.parse(trace?.info.metadata['mlflow.trace.tokenUsage'] ?? '{}')).toMatchObject({
      input_tokens: 69,
      output_tokens: 81,
      total_tokens: 150,
    });
  });
});

describe('case 186: a stream', () => {
  const body = { model: 'chat-stream', messages, stream: true } as const;

  it('has its answer put together, an event per chunk where they are asked for, and no tokens that were not sent', async () => {
    const chunks = await readAll(await client({ chunkEvents: 2 }).chat.completions.create(body));
    const { outputs, events, attributes } = await span();
    const text = chunks.map(({ choices }) => choices[0]?.delta.content ?? '').join('');
    expect(outputs).toMatchObject({
      id: chunks[0]?.id,
      model: 'gpt-4o-mini-2024-07-18',
      system_fingerprint: 'fp_3fb5bafb8a',
      choices: [{ message: { role: 'assistant', content: text }, finish_reason: 'stop' }],
    });
    expect(events.map(({ name }) => name)).toEqual(['mlflow.chunk.item.0', 'mlflow.chunk.item.1']);
    expect(Object.values(events[0]?.attributes ?? {})).toEqual([JSON.stringify(chunks[0])]);
    expect(attributes).not.toHaveProperty([USAGE]);
  });
});

describe('case 187: chunks of other forms', () => {
  it('a first chunk without choices, and annotations without object, leave answer and tokens as they are', async () => {
    const usage = { prompt_tokens: 9, completion_tokens: 2, total_tokens: 11 };
    const annotation = { ...chunk, object: '', choices: [{ index: 0, delta: {}, content_filter_offsets: {} }] };
    const sent = [
      { ...chunk, choices: [] },
      delta('Hello'),
      annotation,
      delta(' world'),
      { ...chunk, choices: [], usage },
    ];
    const { chat } = client({ chunkEvents: 9 }, { fetch: streaming(sent) });
    await readAll(await chat.completions.create({ model: 'm', messages, stream: true }));
    const { status, outputs, attributes, events } = await span();
    expect(status.code).toBe('OK');
    expect(outputs).toMatchObject({ choices: [{ message: { content: 'Hello world' } }] });
    expect(attributes[USAGE]).toMatchObject({ total_tokens: 11 });
    expect(events).toHaveLength(5);
  });
});

describe('case 188: content that comes as lists', () => {
  it('is joined', async () => {
    const sent = ['Hel', 'lo'].map((text) => delta([{ type: 'text', text }]));
    await readAll(
      await client({}, { fetch: streaming(sent) }).chat.completions.create({ model: 'm', messages, stream: true }),
    );
    expect((await span()).outputs).toMatchObject({ choices: [{ message: { content: 'Hello' } }] });
  });
});

describe('case 189: an error of the provider', () => {
  it('is an ERROR with its class, on the call and on the span around it, and there are no outputs', async () => {
    const { chat } = client();
    const call = withSpan('around', () => chat.completions.create({ model: 'chat-error-401', messages }));
    await expect(call).rejects.toMatchObject({ status: 401 });
    const [trace] = await traces();
    const spans = trace?.data.spans ?? [];
    expect(spans.map(({ status }) => status.code)).toEqual(['ERROR', 'ERROR']);
    for (const { events, outputs } of spans) {
      expect(events.map(({ attributes }) => attributes['exception.type'])).toEqual(['AuthenticationError']);
      expect(outputs).toBeUndefined();
    }
  });
});

describe('case 202: streams', () => {
  it('have tool calls, refusals and every choice put together', async () => {
    const { chat } = client();
    const outputsOf = async (model: string): Promise<OpenAI.ChatCompletion> => {
      await readAll(await chat.completions.create({ model, messages, stream: true }));
      return (await span()).outputs as unknown as OpenAI.ChatCompletion;
    };
    const [tools] = (await outputsOf('chat-stream-tools')).choices;
    expect(tools?.message.tool_calls?.map((call) => call.type === 'function' && call.function.name)).toHaveLength(2);
    const [refused] = (await outputsOf('chat-stream-refusal')).choices;
    expect(refused?.message.refusal).toMatch(/\.$/);
    expect((await outputsOf('chat-n2-stream')).choices.map(({ index }) => index)).toEqual([0, 1]);
  });
});

describe('case 203: a stream that is not read to its end', () => {
  const body = { model: 'chat-stream', messages, stream: true } as const;

  it.each([
    ['left', 'OK', 'break', async (stream: AsyncIterable<unknown>) => readAll(stream, 1)],
    [
      'aborted',
      'OK',
      'abort',
      async (stream: AsyncIterable<unknown> & { controller: AbortController }) => {
        for await (const _ of stream) stream.controller.abort();
      },
    ],
  ])('and is %s ends its span', async (_how, code, reason, leave) => {
    await leave(await client().chat.completions.create(body));
    const { status, attributes } = await span();
    expect([status.code, attributes['spanwright.endReason']]).toEqual([code, reason]);
  });

  it('and fails in the middle is an ERROR, and the program sees the error of the library', async () => {
    const stream = await client().chat.completions.create({ ...body, model: 'chat-stream-error' });
    const error = await readAll(stream).catch((reason: Error) => reason.constructor.name);
    expect(error).toBe('APIError');
    expect((await span()).status.code).toBe('ERROR');
  });

  it('and is empty is complete', async () => {
    await readAll(await client().chat.completions.create({ ...body, model: 'chat-empty-stream' }));
    expect((await span()).endTimeNs).toBeDefined();
  });
});

describe("case 204: the library's own ways to a result", () => {
  const body = { model: 'chat-stream', messages, stream: true } as const;
  const plain = { model: 'chat-plain', messages };

  it.each([
    [
      'tee()',
      async (to: OpenAI) => Promise.all((await to.chat.completions.create(body)).tee().map((one) => readAll(one))),
    ],
    [
      'toReadableStream()',
      async (to: OpenAI) => new Response((await to.chat.completions.create(body)).toReadableStream()).text(),
    ],
    ['withResponse()', async (to: OpenAI) => (await to.chat.completions.create(plain).withResponse()).response.status],
    ['asResponse()', async (to: OpenAI) => (await to.chat.completions.create(plain).asResponse()).json()],
    ['stream()', async (to: OpenAI) => to.chat.completions.stream({ model: 'chat-stream', messages }).finalContent()],
  ])('%s works, and is one span', async (_name, use) => {
    expect(await use(client())).toBeTruthy();
    expect((await span()).name).toBe('Completions');
  });
});
