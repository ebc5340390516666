'use strict';
// One call of the client, and a recorded answer to it that is changed.
const { mutateJson, mutateSse } = require('./mutate.cjs');
const { randomFrom } = require('./random.cjs');

const messages = [{ role: 'user', content: 'Why is the sky blue?' }];
const chat = (client, more) => client.chat.completions.create({ model: 'm', messages, ...more });
const stream = { stream: true };

/** Calls by the recording that answers them. */
const CALLS = {
  'chat-plain': (client) => chat(client),
  'chat-n2': (client) => chat(client, { n: 2 }),
  'chat-logprobs': (client) => chat(client, { logprobs: true }),
  'chat-audio': (client) => chat(client),
  'chat-parallel-tools': (client) => chat(client),
  'chat-stream': (client) => chat(client, stream),
  'chat-stream-usage': (client) => chat(client, stream),
  'chat-n2-stream': (client) => chat(client, stream),
  'chat-stream-tools': (client) => chat(client, stream),
  'chat-stream-logprobs': (client) => chat(client, stream),
  'chat-stream-audio': (client) => chat(client, stream),
  'chat-azure-stream': (client) => chat(client, stream),
  'chat-stream-refusal': (client) => chat(client, stream),
  'responses-plain': (client) => client.responses.create({ model: 'm', input: 'i' }),
  'responses-function-call': (client) => client.responses.create({ model: 'm', input: 'i' }),
  'responses-stream': (client) => client.responses.create({ model: 'm', input: 'i', ...stream }),
  'responses-stream-function-call': (client) => client.responses.create({ model: 'm', input: 'i', ...stream }),
  'responses-stream-reasoning': (client) => client.responses.create({ model: 'm', input: 'i', ...stream }),
  'embeddings-base64': (client) => client.embeddings.create({ model: 'm', input: 'i' }),
  'embeddings-float': (client) => client.embeddings.create({ model: 'm', input: 'i', encoding_format: 'float' }),
  'completions-plain': (client) => client.completions.create({ model: 'm', prompt: 'p' }),
  'completions-stream': (client) => client.completions.create({ model: 'm', prompt: 'p', ...stream }),
  'images-generate': (client) => client.images.generate({ model: 'm', prompt: 'p' }),
  'images-generate-stream': (client) => client.images.generate({ model: 'm', prompt: 'p', ...stream }),
  'audio-transcription': (client) => client.audio.transcriptions.create({ model: 'm', file: new File(['s'], 's.wav') }),
  'audio-transcription-stream': (client) =>
    client.audio.transcriptions.create({ model: 'm', file: new File(['s'], 's.wav'), ...stream }),
  moderations: (client) => client.moderations.create({ input: 'i' }),
  'vector-store-search': (client) => client.vectorStores.search('vs_1', { query: 'q' }),
  'assistants-run-stream': (client) => client.beta.threads.runs.create('t', { assistant_id: 'a', ...stream }),
};
const NAMES = Object.keys(CALLS);

/** How a program may take a result. */
const READINGS = [
  async (promise) => shown(await promise),
  async (promise) => shown(await promise),
  async (promise) => shown(await promise, 2),
  async (promise) => shown((await promise.withResponse()).data),
  async (promise) => (await promise.asResponse()).text(),
  async (promise) => promise.then(shown, (error) => describe(error)),
];

async function shown(result, limit = Infinity) {
  const isStream = typeof result === 'object' && result !== null && 'controller' in result;
  // A page holds its response and client, which no two calls share.
  if (result?.getPaginatedItems) {
    const { constructor, data, body } = result;
    return { className: constructor.name, keys: Object.keys(result), data, body };
  }
  if (!isStream) return result;
  const chunks = [];
  for await (const chunk of result) {
    chunks.push(chunk);
    if (chunks.length >= limit) break;
  }
  return chunks;
}

const describe = (error) => ({ error: `${error?.constructor?.name}: ${error?.message}`, status: error?.status });

/** The case of a seed: what is called, what answers, and how the program takes it. */
function caseOf(seed, recordings) {
  const random = randomFrom(seed);
  const name = random.oneOf(NAMES);
  const { status, headers, body, sse } = recordings.get(name).interactions[0].response;
  const text = sse === undefined ? JSON.stringify(mutateJson(random, structuredClone(body))) : mutateSse(random, sse);
  const type = random.below(30) === 0 ? 'text/plain' : (headers['content-type'] ?? 'application/json');
  const answer = {
    text: text ?? '',
    init: { status: random.below(40) === 0 ? 500 : status, headers: { 'content-type': type, 'x-request-id': 'r' } },
  };
  return { name, call: CALLS[name], read: random.oneOf(READINGS), answer };
}

/** Runs a case with a module of the client; returns all that its program sees. */
async function outcomeOf({ call, read, answer }, openai) {
  const fetch = async () => new Response(answer.text, answer.init);
  const client = new openai.OpenAI({ apiKey: 'k', maxRetries: 0, fetch, logLevel: 'off' });
  try {
    return { value: await read(call(client)) };
  } catch (error) {
    return describe(error);
  }
}

module.exports = { caseOf, outcomeOf };
