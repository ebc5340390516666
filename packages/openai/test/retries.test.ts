import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { applyIntegration, setTraceExporter } from '@spanwright/core/kit';
import * as library from 'openai';
import { traced } from '../src/index.ts';
import { openai } from '../src/openai.ts';
import { TraceCollector } from './trace-collector.ts';

const collector = new TraceCollector();
let undo = (): void => {};
beforeAll(() => setTraceExporter(collector));
afterEach(() => {
  undo();
  undo = () => {};
});

const busy = (status: number, requestId: string) =>
  Response.json({ error: {} }, { status, headers: { 'retry-after-ms': '1', 'x-request-id': requestId } });
const answer = () => Response.json({ id: 'c', object: 'chat.completion', model: 'm', choices: [] });
const lost = () => {
  throw new TypeError('fetch failed');
};

/** A client to which these are answered, one after another. */
function clientOf(steps: readonly (() => Response)[], more: library.ClientOptions = {}): library.OpenAI {
  const queue = [...steps];
  const fetch = async (url: unknown): Promise<Response> => {
    // Before its first upload the client finds out whether FormData is a real one.
    return String(url).startsWith('data:') ? new Response() : (queue.shift() ?? answer)();
  };
  return new library.OpenAI({ apiKey: 'k', fetch, ...more });
}

const ask = (client: library.OpenAI, options: library.OpenAI.RequestOptions = {}) =>
  client.chat.completions.create({ model: 'm', messages: [] }, options);

async function retriesOf(): Promise<unknown[][]> {
  const spans = (await collector.take()).flatMap((trace) => trace.spans);
  return spans.map(({ events }) => events.filter(({ name }) => name === 'retry').map((event) => event.attributes));
}

describe('a request that the client sends again', () => {
  it('is an event with its number, and the status and request id of the answer before', async () => {
    undo = applyIntegration(openai, library);
    await ask(clientOf([() => busy(429, 'req_1'), () => busy(503, 'req_2')]));
    expect(await retriesOf()).toEqual([
      [
        { 'http.request.resend_count': 1, 'http.response.status_code': 429, 'openai.request_id': 'req_1' },
        { 'http.request.resend_count': 2, 'http.response.status_code': 503, 'openai.request_id': 'req_2' },
      ],
    ]);
  });

  it('is an event where the connection failed', async () => {
    undo = applyIntegration(openai, library);
    await ask(clientOf([lost], { maxRetries: 1 }));
    expect(await retriesOf()).toEqual([[{ 'http.request.resend_count': 1, 'error.type': 'connection' }]]);
  });

  it('belongs to its own call where many with one body run at once, whatever they allow', async () => {
    undo = applyIntegration(openai, library);
    const client = clientOf([]);
    const again = clientOf([() => busy(429, 'req_1')]);
    await Promise.all([ask(client), ask(again, { maxRetries: 5 }), ask(client)]);
    expect((await retriesOf()).map((events) => events.length).sort()).toEqual([0, 0, 1]);
  });

  it('is an event of an upload, too, and of a call that fails in the end', async () => {
    undo = applyIntegration(openai, library);
    const client = clientOf([() => busy(500, 'req_1')]);
    await client.audio.transcriptions.create({ model: 'm', file: new File(['s'], 's.wav') });
    const failing = clientOf([() => busy(500, 'req_1'), () => busy(500, 'req_2')], { maxRetries: 1 });
    await expect(ask(failing)).rejects.toThrow(library.InternalServerError);
    expect((await retriesOf()).map((events) => events.length)).toEqual([1, 1]);
  });

  it('is an event where one client alone is traced', async () => {
    await ask(traced(clientOf([() => busy(429, 'req_1')])));
    expect((await retriesOf()).map((events) => events.length)).toEqual([1]);
  });
});
