import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { applyIntegration, setTraceExporter } from '@spanwright/core/kit';
import * as library from 'openai';
import { openai } from '../src/openai.ts';
import { TraceCollector } from './trace-collector.ts';

const collector = new TraceCollector();
let undo = (): void => {};
beforeAll(() => {
  setTraceExporter(collector);
  undo = applyIntegration(openai, library);
});
afterAll(() => undo());

/** The attributes and the exception of the span of a call that the provider, or the way to it, fails. */
async function failureBy(fetch: typeof globalThis.fetch, more: library.ClientOptions = {}) {
  const client = new library.OpenAI({ apiKey: 'k', maxRetries: 0, fetch, ...more });
  const call = client.chat.completions.create({ model: 'm', messages: [] });
  const error = await call.catch((reason: unknown) => reason as Error);
  const [span] = (await collector.take()).flatMap((trace) => trace.spans);
  const { attributes, status, events } = span!;
  expect(status.code).toBe('ERROR');
  return {
    error,
    attributes,
    exception: events.find(({ name }) => name === 'exception')?.attributes['exception.type'],
  };
}

const refusal = (status: number) => async () =>
  Response.json(
    { error: { message: 'no', code: `code_${status}`, type: 'some_type', param: 'model' } },
    { status, headers: { 'x-request-id': `req_${status}` } },
  );

describe('an error of the provider', () => {
  it.each([
    [400, 'BadRequestError'],
    [401, 'AuthenticationError'],
    [403, 'PermissionDeniedError'],
    [404, 'NotFoundError'],
    [409, 'ConflictError'],
    [422, 'UnprocessableEntityError'],
    [429, 'RateLimitError'],
    [500, 'InternalServerError'],
    [418, 'APIError'],
  ])('of status %i is recorded as %s, with status, code and the id of the request', async (status, className) => {
    const { attributes, exception } = await failureBy(refusal(status));
    expect(attributes).toMatchObject({
      'error.type': className,
      'http.response.status_code': status,
      'openai.error.code': `code_${status}`,
      'openai.error.type': 'some_type',
      'openai.error.param': 'model',
      'openai.request_id': `req_${status}`,
    });
    expect(exception).toBe(className);
  });
});

describe('an error on the way to the provider', () => {
  it('is recorded without a status where the connection fails', async () => {
    const { attributes } = await failureBy(async () => {
      throw new TypeError('fetch failed');
    });
    expect(attributes['error.type']).toBe('APIConnectionError');
    expect(attributes).not.toHaveProperty(['http.response.status_code']);
  });

  it('is recorded as a timeout where nothing comes in time', async () => {
    const never = (_url: unknown, init?: RequestInit): Promise<Response> =>
      new Promise((_resolve, reject) =>
        init?.signal?.addEventListener('abort', () =>
          reject(Object.assign(new Error('aborted'), { name: 'AbortError' })),
        ),
      );
    const { attributes } = await failureBy(never, { timeout: 20 });
    expect(attributes['error.type']).toBe('APIConnectionTimeoutError');
  });
});
