'use strict';
// What the scenarios share: clients of every major, and ways to show what came back.
const { setFlagsFromString } = require('node:v8');
const { runInNewContext } = require('node:vm');

const question = [{ role: 'user', content: 'Why is the sky blue?' }];

const clientOf = (openai, baseURL, more) => new openai.OpenAI({ apiKey: 'test-key', baseURL, maxRetries: 0, ...more });
const chat = (openai, baseURL, model = 'chat-plain', more = {}, options) =>
  clientOf(openai, baseURL).chat.completions.create({ model, messages: question, ...more }, options);
const chatStream = (openai, baseURL, model = 'chat-stream', options) =>
  chat(openai, baseURL, model, { stream: true }, options);
// openai 4 has the helpers under `beta`.
const helpersOf = (openai, baseURL, more) => {
  const client = clientOf(openai, baseURL, more);
  return client.beta.chat?.completions ?? client.chat.completions;
};

async function readAll(stream) {
  const items = [];
  for await (const item of stream) items.push(item);
  return items;
}

async function errorOf(promise) {
  try {
    await promise;
  } catch (error) {
    const { name, message, status, code, type, param } = error;
    return { className: error.constructor.name, name, message, status, code, type, param };
  }
  throw new Error('the call should have failed');
}

/** What a class instance shows: its class, and what enumerating and JSON give. */
const shown = (value) => ({ className: value.constructor.name, keys: Object.keys(value), value });

/** Runs the garbage collector until what the program let go of is gone, and lets finalizers run. */
async function collectGarbage() {
  setFlagsFromString('--expose-gc');
  const gc = runInNewContext('gc');
  for (let round = 0; round < 5; round += 1) {
    gc();
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Client options with a provider that never answers; `asked` is called soon after it was asked. */
const silent = (asked) => ({
  fetch: (_url, { signal }) =>
    new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason));
      setImmediate(() => asked());
    }),
});

/** Client options, and a promise of the moment in which the provider has begun to answer. */
function awaitedAnswer() {
  let tell;
  const begun = new Promise((resolve) => (tell = resolve));
  const ask = async (...request) => {
    const response = await fetch(...request);
    setImmediate(() => tell());
    return response;
  };
  return { options: { fetch: ask }, begun };
}

/** Request options that choose a recording where the body has no model to name it. */
const from = (scenario) => ({ headers: { 'x-scenario': scenario } });

module.exports = {
  awaitedAnswer,
  chat,
  chatStream,
  clientOf,
  collectGarbage,
  errorOf,
  from,
  helpersOf,
  question,
  readAll,
  shown,
  silent,
};
