import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { SpanAttributeKey, type SpanData } from '@spanwright/core';
import { applyIntegration, setTraceExporter } from '@spanwright/core/kit';
import * as library from 'openai';
import { openai } from '../src/openai.ts';
import { TraceCollector } from './trace-collector.ts';

const collector = new TraceCollector();
let undo = (): void => {};
beforeAll(() => setTraceExporter(collector));
beforeEach(() => void (undo = applyIntegration(openai, library, { propagateContext: true })));
afterEach(() => undo());

const sent: Headers[] = [];
const clientOf = (answer: () => Response): library.OpenAI =>
  new library.OpenAI({
    apiKey: 'k',
    baseURL: 'https://api.groq.com/openai/v1',
    fetch: async (_url: unknown, init?: RequestInit) => {
      sent.push(new Headers(init?.headers));
      return answer();
    },
  });
const usage = { prompt_tokens: 3, completion_tokens: 2, total_tokens: 5 };
const sse =
  (...chunks: readonly object[]) =>
  () =>
    new Response(chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`).join(''), {
      headers: { 'content-type': 'text/event-stream' },
    });

async function spansOf(): Promise<readonly SpanData[]> {
  return (await collector.take()).flatMap((trace) => trace.spans);
}

describe('an endpoint that a newer version adds, or that the program calls itself', () => {
  it('is recorded with request, answer, model, provider, tokens and trace context', async () => {
    const answer = { object: 'ranking', results: [2, 1], usage };
    const promise = clientOf(() => Response.json(answer)).post('/rankings', { body: { model: 'm', query: 'q' } });
    expect(promise.constructor.name).toBe('APIPromise');
    expect(await promise).toEqual(answer);
    const [span, ...more] = await spansOf();
    expect(more).toEqual([]);
    expect(span).toMatchObject({ name: 'POST /rankings', status: { code: 'OK' } });
    expect(span?.attributes).toMatchObject({
      [SpanAttributeKey.INPUTS]: { model: 'm', query: 'q' },
      [SpanAttributeKey.OUTPUTS]: answer,
      [SpanAttributeKey.MODEL]: 'm',
      [SpanAttributeKey.MODEL_PROVIDER]: 'groq',
      [SpanAttributeKey.CHAT_USAGE]: { input_tokens: 3, output_tokens: 2, total_tokens: 5 },
    });
    expect(sent.at(-1)?.get('traceparent')).toContain(span?.spanId);
  });

  it.each([
    ['chat chunks', sse({ choices: [{ index: 0, delta: { content: 'Hi' } }] }, { choices: [], usage }), 'choices'],
    ['response events', sse({ type: 'response.completed', response: { id: 'r', status: 'completed' } }), 'status'],
  ])('folds a stream of %s', async (_, answer, field) => {
    const stream = await clientOf(answer).post('/answers', { body: { model: 'm', stream: true }, stream: true });
    for await (const chunk of stream as AsyncIterable<unknown>) expect(chunk).toBeDefined();
    const [span] = await spansOf();
    expect(span?.attributes[SpanAttributeKey.OUTPUTS]).toHaveProperty(field);
  });

  it('is recorded without outputs where its stream is of no known form', async () => {
    const answer = sse({ piece: 1 }, { piece: 2 });
    const stream = await clientOf(answer).post('/answers', { body: { model: 'm', stream: true }, stream: true });
    for await (const chunk of stream as AsyncIterable<unknown>) expect(chunk).toHaveProperty('piece');
    expect((await spansOf()).map(({ endTimeNs }) => typeof endTimeNs)).toEqual(['bigint']);
  });

  it('is not recorded where it calls no model, and no call is recorded twice', async () => {
    const client = clientOf(() => Response.json({ id: 'x', choices: [], data: [] }));
    await client.post('/assistants', { body: { model: 'm' } });
    await client.fineTuning.jobs.create({ model: 'm', training_file: 'f' });
    await client.post('/feedback', { body: { text: 'm' } });
    await client.models.list();
    expect(await spansOf()).toEqual([]);
    await client.chat.completions.create({ model: 'm', messages: [] });
    await client.embeddings.create({ model: 'm', input: 'i', encoding_format: 'float' });
    expect(await spansOf()).toHaveLength(2);
  });
});
