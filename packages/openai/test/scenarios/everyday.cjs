'use strict';
// The nine actions that decide whether an instrumented client is still the client, and what else users do.
const {
  awaitedAnswer,
  chat,
  chatStream,
  clientOf,
  errorOf,
  helpersOf,
  question,
  readAll,
  shown,
} = require('./support.cjs');

const nineActions = {
  async 'create()'(openai, baseURL) {
    const result = await chat(openai, baseURL);
    return { result, requestId: result._request_id, keys: Object.keys(result) };
  },
  async '.withResponse()'(openai, baseURL) {
    const { data, response, ...rest } = await chat(openai, baseURL).withResponse();
    return { data, status: response.status, rest };
  },
  async '.asResponse() then .json()'(openai, baseURL) {
    const response = await chat(openai, baseURL).asResponse();
    return { used: response.bodyUsed, body: await response.json() };
  },
  async 'stream read to the end'(openai, baseURL) {
    return readAll(await chatStream(openai, baseURL));
  },
  async 'stream left after one chunk'(openai, baseURL) {
    const stream = await chatStream(openai, baseURL);
    for await (const chunk of stream) return { chunk, aborted: stream.controller.signal.aborted };
  },
  async 'stream.tee()'(openai, baseURL) {
    const [left, right] = (await chatStream(openai, baseURL)).tee();
    return Promise.all([readAll(left), readAll(right)]);
  },
  async 'stream.controller is there'(openai, baseURL) {
    const stream = await chatStream(openai, baseURL);
    const { className, keys } = shown(stream);
    const controller = stream.controller.constructor.name;
    await readAll(stream);
    return { className, keys, controller };
  },
  async 'chat.completions.parse()'(openai, baseURL) {
    const json_schema = { name: 'place', schema: { type: 'object' } };
    const format = { type: 'json_schema', json_schema };
    return helpersOf(openai, baseURL).parse({
      model: 'chat-structured-output',
      messages: question,
      response_format: format,
    });
  },
  async '429 caught by the program'(openai, baseURL) {
    return errorOf(chat(openai, baseURL, 'chat-error-429'));
  },
};

const more = {
  async 'a rate limit that the client waits out'(openai, baseURL) {
    const client = clientOf(openai, baseURL, { maxRetries: 2 });
    return client.chat.completions.create({ model: 'chat-retry-after-429', messages: question });
  },
  async "the promise is the library's own"(openai, baseURL) {
    const promise = chat(openai, baseURL);
    const description = [
      promise.constructor.name,
      promise instanceof Promise,
      typeof promise.asResponse,
      Object.keys(promise),
    ];
    await promise;
    return description;
  },
  async '400 through catch()'(openai, baseURL) {
    return chat(openai, baseURL, 'chat-error-400').catch((error) => [error.constructor.name, error.message]);
  },
  async '401 on a streaming call'(openai, baseURL) {
    return errorOf(chatStream(openai, baseURL, 'chat-error-401'));
  },
  async '500 through asResponse()'(openai, baseURL) {
    return errorOf(chat(openai, baseURL, 'chat-error-500').asResponse());
  },
  async 'a body that is no JSON'(openai, baseURL) {
    return errorOf(chat(openai, baseURL, 'chat-broken-json'));
  },
  async 'a body that is no JSON, in parse()'(openai, baseURL) {
    return errorOf(helpersOf(openai, baseURL).parse({ model: 'chat-broken-json', messages: question }));
  },
  async 'an error event in mid-stream'(openai, baseURL) {
    const stream = await chatStream(openai, baseURL, 'chat-stream-error');
    const seen = [];
    const read = async () => {
      for await (const chunk of stream) seen.push(chunk);
    };
    return { error: await errorOf(read()), seen };
  },
  async 'a connection cut in mid-stream'(openai, baseURL) {
    const stream = await chatStream(openai, baseURL, 'chat-stream?hangAfter=2');
    const seen = [];
    try {
      for await (const chunk of stream) {
        seen.push(chunk);
        // Not before: what has come and was not read yet is lost when a connection breaks.
        if (seen.length === 2) void fetch(`${baseURL}/connections`, { method: 'DELETE' });
      }
    } catch (error) {
      return { seen, error: error.constructor.name };
    }
    return { seen };
  },
  async 'a signal aborted before the call'(openai, baseURL) {
    return errorOf(chat(openai, baseURL, 'chat-plain', {}, { signal: AbortSignal.abort() }));
  },
  async 'a signal aborted in mid-stream'(openai, baseURL) {
    const abort = new AbortController();
    const stream = await chatStream(openai, baseURL, 'chat-stream?hangAfter=1', { signal: abort.signal });
    const seen = [];
    for await (const chunk of stream) {
      seen.push(chunk);
      abort.abort();
    }
    return seen;
  },
  async 'a stream read twice'(openai, baseURL) {
    const stream = await chatStream(openai, baseURL);
    await readAll(stream);
    return errorOf(readAll(stream));
  },
  async 'toReadableStream()'(openai, baseURL) {
    return new Response((await chatStream(openai, baseURL)).toReadableStream()).text();
  },
  async 'stream with withResponse()'(openai, baseURL) {
    const { data, response } = await chatStream(openai, baseURL).withResponse();
    return { status: response.status, chunks: await readAll(data) };
  },
  async 'the stream() helper'(openai, baseURL) {
    const runner = helpersOf(openai, baseURL).stream({ model: 'chat-stream', messages: question });
    const deltas = [];
    runner.on('content', (delta) => deltas.push(delta));
    const content = await runner.finalContent();
    return { deltas, content };
  },
  async 'usage in a stream'(openai, baseURL) {
    return readAll(
      await chat(openai, baseURL, 'chat-stream-usage', { stream: true, stream_options: { include_usage: true } }),
    );
  },
  async 'chunks without choices'(openai, baseURL) {
    return readAll(await chatStream(openai, baseURL, 'chat-azure-stream'));
  },
  async 'two choices'(openai, baseURL) {
    return chat(openai, baseURL, 'chat-n2', { n: 2 });
  },
  async 'two choices in a stream'(openai, baseURL) {
    return readAll(await chatStream(openai, baseURL, 'chat-n2-stream'));
  },
  async 'tool calls in a stream'(openai, baseURL) {
    return readAll(await chatStream(openai, baseURL, 'chat-stream-tools'));
  },
  async 'an empty stream'(openai, baseURL) {
    return readAll(await chatStream(openai, baseURL, 'chat-empty-stream'));
  },
  async 'a call that is never awaited'(openai, baseURL) {
    const { options, begun } = awaitedAnswer();
    void clientOf(openai, baseURL, options).chat.completions.create({ model: 'chat-plain', messages: question });
    await begun;
  },
  async 'a body that is changed after the call'(openai, baseURL) {
    const messages = [...question];
    const promise = clientOf(openai, baseURL).chat.completions.create({ model: 'chat-plain', messages });
    messages.push({ role: 'user', content: 'changed' });
    return promise;
  },
  async Responses(openai, baseURL) {
    return clientOf(openai, baseURL).responses.create({ model: 'responses-plain', input: 'Why is the sky blue?' });
  },
  async 'Responses in a stream'(openai, baseURL) {
    const body = { model: 'responses-stream', input: 'Why is the sky blue?', stream: true };
    return readAll(await clientOf(openai, baseURL).responses.create(body));
  },
  async 'Responses that fail in a stream'(openai, baseURL) {
    const body = { model: 'responses-stream-failed', input: 'Why is the sky blue?', stream: true };
    return readAll(await clientOf(openai, baseURL).responses.create(body));
  },
  async 'responses.parse()'(openai, baseURL) {
    return clientOf(openai, baseURL).responses.parse({ model: 'responses-structured-output', input: 'Which city?' });
  },
  async embeddings(openai, baseURL) {
    return clientOf(openai, baseURL).embeddings.create({ model: 'embeddings-base64', input: 'sky' });
  },
  async 'embeddings as floats'(openai, baseURL) {
    const body = { model: 'embeddings-float', input: 'sky', encoding_format: 'float' };
    return clientOf(openai, baseURL).embeddings.create(body);
  },
};

module.exports = { nineActions, everyday: { ...nineActions, ...more } };
