'use strict';
const { embeddings, errorOf, model, question, readAll } = require('./library.cjs');

const withUsage = { additionalChatOptions: { stream_options: { include_usage: true } } };

module.exports = {
  'chat with a model': (lib, url) => model(lib, url).chat({ messages: question }),
  'chat in a stream': async (lib, url) =>
    readAll(await model(lib, url, { model: 'chat-stream' }).chat({ messages: question, stream: true })),
  'chat in a stream with usage': async (lib, url) =>
    readAll(
      await model(lib, url, { model: 'chat-stream-usage', ...withUsage }).chat({ messages: question, stream: true }),
    ),
  'chat in a stream, read step by step': async (lib, url) => {
    const stream = await model(lib, url, { model: 'chat-stream' }).chat({ messages: question, stream: true });
    return [await stream.next(), await stream.next(), await stream.return()];
  },
  'a stream left after one chunk': async (lib, url) => {
    for await (const chunk of await model(lib, url, { model: 'chat-stream' }).chat({
      messages: question,
      stream: true,
    }))
      return chunk;
  },
  'a stream that the provider breaks off': (lib, url) =>
    errorOf(async () =>
      readAll(await model(lib, url, { model: 'chat-stream-error' }).chat({ messages: question, stream: true })),
    ),
  'a chat that is refused': (lib, url) =>
    errorOf(() => model(lib, url, { model: 'chat-error-401' }).chat({ messages: question })),
  'a stream that is refused': (lib, url) =>
    errorOf(async () =>
      readAll(await model(lib, url, { model: 'chat-error-401' }).chat({ messages: question, stream: true })),
    ),
  'chat with an image': (lib, url) => {
    const image = { type: 'image_url', image_url: { url: 'https://example.com/cat.png' } };
    const content = [{ type: 'text', text: 'What is it?' }, image];
    return model(lib, url, { model: 'chat-plain' }).chat({ messages: [{ role: 'user', content }] });
  },
  'complete a prompt': (lib, url) => model(lib, url).complete({ prompt: 'Why is the sky blue?' }),
  'complete a prompt in a stream': async (lib, url) =>
    readAll(await model(lib, url, { model: 'chat-stream' }).complete({ prompt: 'Why is the sky blue?', stream: true })),
  'exec with a tool': (lib, url) => {
    const weather = lib.llamaindex.tool(() => 'rain', {
      name: 'get_weather',
      description: 'Current weather of a city',
      parameters: { type: 'object', properties: { city: { type: 'string' } } },
    });
    const messages = [{ role: 'user', content: 'What is the weather in Bergen?' }];
    return model(lib, url).exec({ messages, tools: [weather] });
  },
  'the Responses API': (lib, url) =>
    new lib.openai.OpenAIResponses({ model: 'responses-plain', apiKey: 'k', baseURL: url, maxRetries: 0 }).chat({
      messages: question,
    }),
  'the Responses API in a stream': async (lib, url) =>
    readAll(
      await new lib.openai.OpenAIResponses({
        model: 'responses-stream',
        apiKey: 'k',
        baseURL: url,
        maxRetries: 0,
      }).chat({
        messages: question,
        stream: true,
      }),
    ),
  'embed one text': (lib, url) => embeddings(lib, url).getTextEmbedding('Trams in Lisbon'),
  'embed texts in batches': async (lib, url) => {
    const model = embeddings(lib, url);
    model.embedBatchSize = 2;
    return model.getTextEmbeddingsBatch(['Trams in Lisbon', 'Rain in Bergen', 'Bread']);
  },
};
