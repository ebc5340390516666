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
const helpersOf = (openai, baseURL) => {
  const client = clientOf(openai, baseURL);
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

/** Request options that choose a recording where the body has no model to name it. */
const from = (scenario) => ({ headers: { 'x-scenario': scenario } });

module.exports = { chat, chatStream, clientOf, collectGarbage, errorOf, from, helpersOf, question, readAll, shown };
