import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import nock from 'nock';
import * as openai from 'openai';
import { zodResponseFormat } from 'openai/helpers/zod';
import { z } from 'zod';
import { flush } from '../src/api/flush.ts';
import { applyIntegration } from '../src/integration/apply.ts';
import { defineIntegration } from '../src/integration/define.ts';
import { collect } from './collecting-exporter.ts';

const integration = defineIntegration<typeof openai>()({
  name: 'openai',
  module: 'openai',
  versions: '>=4',
  lazyPromise: { derive: '_thenUnwrap', response: 'responsePromise', parse: 'parseResponse' },
  streamIterator: 'iterator',
  patches: {
    'OpenAI.Chat.Completions#create': {
      spanType: 'CHAT_MODEL',
      name: 'Completions',
      inputs: ([body]) => body,
      reduce: () => {
        let text = '';
        return {
          add: (chunk) => void (text += chunk.choices[0]?.delta.content ?? ''),
          result: () => ({ text }) as never,
        };
      },
    },
  },
});

const BASE = 'http://provider.test/v1';
const COMPLETION = {
  id: 'chatcmpl-1',
  object: 'chat.completion',
  created: 1,
  model: 'gpt-4o-mini',
  choices: [
    {
      index: 0,
      message: { role: 'assistant', content: '{"city":"Paris"}', refusal: null },
      finish_reason: 'stop',
      logprobs: null,
    },
  ],
};
const body = { model: 'gpt-4o-mini', messages: [{ role: 'user' as const, content: 'hi' }] };

function sse(...pieces: string[]): string {
  const frames = pieces.map((content, i) => ({
    id: 'c',
    object: 'chat.completion.chunk',
    created: 1,
    model: 'm',
    choices: [
      { index: 0, delta: { role: 'assistant', content }, finish_reason: i === pieces.length - 1 ? 'stop' : null },
    ],
  }));
  return `${frames.map((frame) => `data: ${JSON.stringify(frame)}\n\n`).join('')}data: [DONE]\n\n`;
}

const reply = (status: number, payload: nock.Body, headers: Record<string, string> = {}) =>
  nock('http://provider.test')
    .post('/v1/chat/completions')
    .reply(status, payload, { 'x-request-id': 'req_1', ...headers });
const replyStream = () => reply(200, sse('a', 'b', 'c'), { 'content-type': 'text/event-stream' });

const client = new openai.OpenAI({ apiKey: 'k', baseURL: BASE, maxRetries: 0 });
const create = (options?: openai.OpenAI.RequestOptions) => client.chat.completions.create(body, options);
const stream = () => client.chat.completions.create({ ...body, stream: true });

let undo: () => void;
beforeAll(() => {
  nock.disableNetConnect();
  undo = applyIntegration(integration, openai);
});
afterAll(() => {
  undo();
  nock.restore();
});

async function oneSpan(work: () => unknown) {
  const traces = await collect(work);
  expect(traces).toHaveLength(1);
  expect(traces[0]!.data.spans).toHaveLength(1);
  return traces[0]!.data.spans[0]!;
}

describe('a lazily parsed promise', () => {
  it('gives the result, the class and the request id of the untraced one', async () => {
    const span = await oneSpan(async () => {
      reply(200, COMPLETION);
      const promise = create();
      expect(promise).toBeInstanceOf(openai.APIPromise);
      const result = await promise;
      expect(result).toEqual(COMPLETION);
      expect(result._request_id).toBe('req_1');
      expect(Object.keys(result)).not.toContain('_request_id');
    });
    expect(span.status.code).toBe('OK');
    expect(span.inputs).toEqual(body);
    expect(span.outputs).toEqual(COMPLETION);
  });

  it('is the very promise that the library made', async () => {
    await oneSpan(async () => {
      reply(200, COMPLETION);
      const asking = new openai.OpenAI({ apiKey: 'k', baseURL: BASE });
      const { post } = asking;
      let made: unknown;
      asking.post = ((...args: Parameters<typeof post>) => (made = post.apply(asking, args))) as typeof post;
      const promise = asking.chat.completions.create(body);
      expect(promise).toBe(made);
      expect(await promise).toEqual(COMPLETION);
    });
  });

  it('keeps `withResponse()` working', async () => {
    await oneSpan(async () => {
      reply(200, COMPLETION);
      const { data, response, request_id } = await create().withResponse();
      expect([data, response.status, request_id]).toEqual([COMPLETION, 200, 'req_1']);
    });
  });

  it('leaves the body to the program after `asResponse()`', async () => {
    const span = await oneSpan(async () => {
      reply(200, COMPLETION);
      const response = await create().asResponse();
      expect(await response.json()).toEqual(COMPLETION);
    });
    expect(span.getAttribute('spanwright.endReason')).toBe('unread');
  });

  it('keeps `parse()` working', async () => {
    const span = await oneSpan(async () => {
      reply(200, COMPLETION);
      const parsed = await client.chat.completions.parse({
        ...body,
        response_format: zodResponseFormat(z.object({ city: z.string() }), 'place'),
      });
      expect(parsed.choices[0]!.message.parsed).toEqual({ city: 'Paris' });
    });
    expect(span.outputs).toMatchObject({ id: 'chatcmpl-1' });
  });

  it('passes on the same error object, caught in any way', async () => {
    for (const ask of [() => create(), () => create().asResponse(), () => create().withResponse()]) {
      const span = await oneSpan(async () => {
        reply(429, { error: { message: 'slow down', code: 'rate_limit_exceeded' } });
        const error = await ask().then(undefined, (reason: unknown) => reason);
        expect(error).toBeInstanceOf(openai.RateLimitError);
      });
      expect(span.status).toEqual({ code: 'ERROR', message: 'RateLimitError: 429 slow down' });
    }
  });

  it('records a body that cannot be parsed as an error', async () => {
    const span = await oneSpan(async () => {
      reply(200, '{"id":', { 'content-type': 'application/json' });
      await expect(create()).rejects.toThrow('JSON');
    });
    expect(span.status.code).toBe('ERROR');
  });

  it('records a body that cannot be parsed inside `parse()` as an error', async () => {
    const span = await oneSpan(async () => {
      reply(200, '{"id":', { 'content-type': 'application/json' });
      await expect(client.chat.completions.parse(body as never)).rejects.toThrow('JSON');
    });
    expect(span.status.code).toBe('ERROR');
  });

  it('ends the span of a call that is never awaited', async () => {
    const span = await oneSpan(async () => {
      reply(200, COMPLETION);
      let answered = false;
      const noting: typeof fetch = (...request) => fetch(...request).finally(() => (answered = true));
      void new openai.OpenAI({ apiKey: 'k', baseURL: BASE, fetch: noting }).chat.completions.create(body);
      while (!answered) await new Promise((resolve) => setTimeout(resolve, 5));
      await new Promise((resolve) => setImmediate(resolve));
    });
    expect(span.getAttribute('spanwright.endReason')).toBe('unread');
  });

  it('ends the span of an aborted call', async () => {
    const span = await oneSpan(async () => {
      const abort = new AbortController();
      abort.abort();
      await expect(create({ signal: abort.signal })).rejects.toThrow(openai.APIUserAbortError);
    });
    expect(span.status.code).toBe('ERROR');
  });
});

describe('a stream', () => {
  it("is the program's own, and its span ends when it is read", async () => {
    const span = await oneSpan(async () => {
      replyStream();
      const chunks = await stream();
      expect(chunks.controller).toBeInstanceOf(AbortController);
      const texts: unknown[] = [];
      for await (const chunk of chunks) texts.push(chunk.choices[0]!.delta.content);
      expect(texts).toEqual(['a', 'b', 'c']);
    });
    expect(span.outputs).toEqual({ text: 'abc' });
    expect(span.getAttribute('spanwright.chunkCount')).toBe(3);
    expect(span.getAttribute('spanwright.endReason')).toBeUndefined();
  });

  it('left early ends with what was read, and nothing more is read', async () => {
    const span = await oneSpan(async () => {
      replyStream();
      for await (const _ of await stream()) break;
    });
    expect(span.outputs).toEqual({ text: 'a' });
    expect(span.getAttribute('spanwright.endReason')).toBe('break');
  });

  it('keeps `tee()` working, each chunk counted once', async () => {
    const span = await oneSpan(async () => {
      replyStream();
      const [left, right] = (await stream()).tee();
      const read = async (side: AsyncIterable<unknown>) => {
        let count = 0;
        for await (const _ of side) count += 1;
        return count;
      };
      expect(await Promise.all([read(left), read(right)])).toEqual([3, 3]);
    });
    expect(span.getAttribute('spanwright.chunkCount')).toBe(3);
  });

  it('keeps `toReadableStream()` and `withResponse()` working', async () => {
    const span = await oneSpan(async () => {
      replyStream();
      const { data } = await stream().withResponse();
      const text = await new Response(data.toReadableStream() as never).text();
      expect(text.trim().split('\n')).toHaveLength(3);
    });
    expect(span.outputs).toEqual({ text: 'abc' });
  });

  it("read twice raises the library's own error and records one reading", async () => {
    const span = await oneSpan(async () => {
      replyStream();
      const chunks = await stream();
      for await (const _ of chunks);
      await expect(chunks[Symbol.asyncIterator]().next()).rejects.toThrow('consumed stream');
    });
    expect(span.status.code).toBe('OK');
  });

  it('aborted ends with what was read', async () => {
    const span = await oneSpan(async () => {
      replyStream();
      const chunks = await stream();
      for await (const _ of chunks) chunks.controller.abort();
    });
    expect(span.getAttribute('spanwright.endReason')).toBe('abort');
    expect(span.outputs).toEqual({ text: 'a' });
  });

  it('that fails midway gives the program the same error and keeps what was read', async () => {
    const span = await oneSpan(async () => {
      reply(
        200,
        `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content: 'a' } }] })}\n\ndata: {"error":{"message":"broken"}}\n\n`,
        {
          'content-type': 'text/event-stream',
        },
      );
      const chunks = await stream();
      await expect(
        (async () => {
          for await (const _ of chunks);
        })(),
      ).rejects.toThrow('broken');
    });
    expect(span.status.code).toBe('ERROR');
    expect(span.outputs).toEqual({ text: 'a' });
  });

  it('feeds the stream helper', async () => {
    const span = await oneSpan(async () => {
      replyStream();
      const runner = client.chat.completions.stream(body);
      expect(await runner.finalContent()).toBe('abc');
    });
    expect(span.outputs).toEqual({ text: 'abc' });
  });
});

describe('undo', () => {
  it('restores the very same function', async () => {
    const { prototype } = openai.OpenAI.Chat.Completions;
    undo();
    const original = prototype.create;
    const undoAgain = applyIntegration(integration, openai);
    expect(prototype.create).not.toBe(original);
    expect(prototype.create.name).toBe(original.name);
    expect(prototype.create).toHaveLength(original.length);
    undoAgain();
    expect(prototype.create).toBe(original);
    undo = applyIntegration(integration, openai);
    await flush();
  });
});

describe('a promise of pages', () => {
  const searching = defineIntegration<typeof openai>()({
    ...integration,
    patches: {
      'OpenAI.VectorStores#search': {
        spanType: 'RETRIEVER',
        name: 'VectorStores',
        inputs: ([id]) => id,
        outputs: (page) => (page as unknown as { data: unknown[] }).data.length,
      },
    },
  });
  const page = { object: 'list', data: [{ file_id: 'file-1' }, { file_id: 'file-2' }] };
  const search = () => {
    nock(BASE).post('/vector_stores/vs_1/search').reply(200, page);
    return new openai.OpenAI({ apiKey: 'k', baseURL: BASE }).vectorStores.search('vs_1', { query: 'sky' });
  };

  it('stays one that can be iterated', async () => {
    const undo = applyIntegration(searching, openai);
    const ids: string[] = [];
    const traces = await collect(async () => {
      for await (const { file_id } of search()) ids.push(file_id);
    }).finally(undo);
    expect(ids).toEqual(['file-1', 'file-2']);
    expect(traces.map((trace) => trace.data.response)).toEqual([2]);
  });

  it('stays of its class, and gives pages', async () => {
    const undo = applyIntegration(searching, openai);
    const traces = await collect(async () => {
      const promise = search();
      expect(promise.constructor.name).toBe('PagePromise');
      expect((await promise).getPaginatedItems()).toHaveLength(2);
    }).finally(undo);
    expect(traces).toHaveLength(1);
  });
});
