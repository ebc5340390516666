'use strict';
// The 29 things that the plain client passes and an instrumented one must: each was seen to break in some tracer.
const {
  chat,
  chatStream,
  clientOf,
  collectGarbage,
  errorOf,
  from,
  helpersOf,
  question,
  readAll,
} = require('./support.cjs');
const { runWithTools } = require('./run-tools.cjs');

const responseBody = { model: 'responses-stream', input: 'Why is the sky blue?' };

const numbered = {
  async '01 chat.completions.create()'(openai, baseURL) {
    const result = await chat(openai, baseURL);
    return { result, requestId: result._request_id, keys: Object.keys(result) };
  },
  async '02 the result is still an APIPromise'(openai, baseURL) {
    const promise = chat(openai, baseURL);
    const { constructor, asResponse, withResponse, _thenUnwrap } = promise;
    await promise;
    return [constructor.name, promise instanceof Promise, typeof asResponse, typeof withResponse, typeof _thenUnwrap];
  },
  async '03 .withResponse()'(openai, baseURL) {
    const { data, response, ...rest } = await chat(openai, baseURL).withResponse();
    return { data, status: response.status, url: response.url.replace(/^.*\/v1/, ''), rest };
  },
  async '04 .asResponse() then the body'(openai, baseURL) {
    const response = await chat(openai, baseURL).asResponse();
    return { used: response.bodyUsed, body: await response.json() };
  },
  async '05 HTTP 401'(openai, baseURL) {
    return errorOf(chat(openai, baseURL, 'chat-error-401'));
  },
  async '06 parse()'(openai, baseURL) {
    const json_schema = { name: 'place', schema: { type: 'object' } };
    const body = { model: 'chat-structured-output', messages: question };
    return helpersOf(openai, baseURL).parse({ ...body, response_format: { type: 'json_schema', json_schema } });
  },
  async '07 runTools(): turns of the model'(openai, baseURL) {
    return runWithTools(openai, baseURL);
  },
  async '08 runTools(): functions, in a stream'(openai, baseURL) {
    return runWithTools(openai, baseURL, { model: 'chat-run-tools-stream', stream: true });
  },
  async '09 a stream is a real Stream'(openai, baseURL) {
    const stream = await chatStream(openai, baseURL);
    const { constructor, controller, tee, toReadableStream } = stream;
    await readAll(stream);
    return [constructor.name, controller.constructor.name, typeof tee, typeof toReadableStream, Object.keys(stream)];
  },
  async '10 usage that the program asks for'(openai, baseURL) {
    const more = { stream: true, stream_options: { include_usage: true } };
    return readAll(await chat(openai, baseURL, 'chat-stream-usage', more));
  },
  async '11 usage that the program does not ask for'(openai, baseURL) {
    return readAll(await chatStream(openai, baseURL));
  },
  async '12 stream .withResponse()'(openai, baseURL) {
    const { data, response } = await chatStream(openai, baseURL).withResponse();
    return { status: response.status, chunks: await readAll(data) };
  },
  async '13 stream.tee()'(openai, baseURL) {
    const [left, right] = (await chatStream(openai, baseURL)).tee();
    return Promise.all([readAll(left), readAll(right)]);
  },
  async '14 stream.toReadableStream()'(openai, baseURL) {
    return new Response((await chatStream(openai, baseURL)).toReadableStream()).text();
  },
  async '15 break out of the loop'(openai, baseURL) {
    const stream = await chatStream(openai, baseURL);
    const seen = [];
    for await (const chunk of stream) {
      seen.push(chunk);
      if (seen.length === 2) break;
    }
    return { seen, aborted: stream.controller.signal.aborted };
  },
  async '16 stream.controller.abort()'(openai, baseURL) {
    const stream = await chatStream(openai, baseURL, 'chat-stream?hangAfter=1');
    const seen = [];
    for await (const chunk of stream) {
      seen.push(chunk);
      stream.controller.abort();
    }
    return seen;
  },
  async '17 401 on a streaming call'(openai, baseURL) {
    return errorOf(chatStream(openai, baseURL, 'chat-error-401'));
  },
  async '18 an error event in mid-stream'(openai, baseURL) {
    const stream = await chatStream(openai, baseURL, 'chat-stream-error');
    const seen = [];
    const read = async () => {
      for await (const chunk of stream) seen.push(chunk);
    };
    return { error: await errorOf(read()), seen };
  },
  async '19 parallel tool calls in a stream'(openai, baseURL) {
    return readAll(await chatStream(openai, baseURL, 'chat-stream-tools'));
  },
  async '20 two choices in a stream'(openai, baseURL) {
    return readAll(await chat(openai, baseURL, 'chat-n2-stream', { stream: true, n: 2 }));
  },
  async '21 a chunk without choices'(openai, baseURL) {
    return readAll(await chatStream(openai, baseURL, 'chat-azure-stream'));
  },
  async '22 a stream that is never read'(openai, baseURL) {
    const { className } = { className: (await chatStream(openai, baseURL)).constructor.name };
    await collectGarbage();
    return className;
  },
  async '23 chat.completions.stream()'(openai, baseURL) {
    const runner = helpersOf(openai, baseURL).stream({ model: 'chat-stream', messages: question });
    const deltas = [];
    runner.on('content', (delta) => deltas.push(delta));
    return { completion: await runner.finalChatCompletion(), deltas };
  },
  async '24 responses.create()'(openai, baseURL) {
    return clientOf(openai, baseURL).responses.create({ ...responseBody, model: 'responses-plain' });
  },
  async '25 responses.create() with stream'(openai, baseURL) {
    return readAll(await clientOf(openai, baseURL).responses.create({ ...responseBody, stream: true }));
  },
  async '26 responses.stream()'(openai, baseURL) {
    const runner = clientOf(openai, baseURL).responses.stream(responseBody);
    const events = await readAll(runner);
    return { events: events.length, final: await runner.finalResponse() };
  },
  async '27 embeddings'(openai, baseURL) {
    return clientOf(openai, baseURL).embeddings.create({ model: 'embeddings-base64', input: 'sky' });
  },
  async '28 moderations and images'(openai, baseURL) {
    const client = clientOf(openai, baseURL);
    return [
      await client.moderations.create({ model: 'moderations', input: 'A calm sea.' }),
      await client.images.generate({ model: 'images-generate', prompt: 'A lighthouse at dusk', n: 2 }),
    ];
  },
  async '29 legacy completions in a stream'(openai, baseURL) {
    const body = { model: 'completions-stream', prompt: 'Once upon a', stream: true, n: 2 };
    return readAll(await clientOf(openai, baseURL).completions.create(body, from('completions-stream')));
  },
};

module.exports = { numbered };
