'use strict';
// Issues recorded requests again through LangChain's OpenAI classes, untraced and traced, and prints as JSON what
// differs and the spans of each. Arguments: the provider's base URL, and a file with the recordings as JSON.
const assert = require('node:assert');
const { readFileSync } = require('node:fs');
const { flush } = require('@spanwright/core');
const { setTraceExporter } = require('@spanwright/core/kit');
const { autolog, traced } = require('@spanwright/langchain');
const { ChatOpenAI, OpenAI, OpenAIEmbeddings } = require('@langchain/openai');

const [baseURL, file] = process.argv.slice(2);
const recordings = JSON.parse(readFileSync(file, 'utf8'));

const clientOf = (name) => ({
  apiKey: 'k',
  maxRetries: 0,
  configuration: { baseURL, defaultHeaders: { 'x-scenario': name } },
});

async function readAll(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(plain(chunk));
  return chunks;
}

// With any callback at all, LangChain itself gives messages that have no id one made of the run's id.
const plain = (value) => JSON.parse(JSON.stringify(value ?? null).replaceAll(/,?"id":"run-[0-9a-f-]{36}"/g, ''));

const senders = {
  async chat(name, { model, messages: recorded, stream, stream_options: streamOptions, ...rest }) {
    // LangChain 0.3 cannot read back the null that it sends beside tool calls.
    const messages = recorded.map((message) => ({ ...message, content: message.content ?? '' }));
    const chat = new ChatOpenAI({ ...clientOf(name), model, modelKwargs: rest, streamUsage: Boolean(streamOptions) });
    return stream ? readAll(await chat.stream(messages)) : plain(await chat.invoke(messages));
  },
  async completion(name, { model, prompt, stream: _, ...rest }) {
    const prompts = Array.isArray(prompt) ? prompt : [prompt];
    return plain(await new OpenAI({ ...clientOf(name), model, modelKwargs: rest }).generate(prompts));
  },
  // Recorded by LangChain for Python, which sends tokens.
  async embedding(name, { model }) {
    const embeddings = traced(new OpenAIEmbeddings({ ...clientOf(name), model, encodingFormat: 'float' }));
    return (await embeddings.embedDocuments(['Some text'])).map((vector) => vector.length);
  },
};

async function outcomes({ name, kind, bodies }) {
  const all = [];
  for (const body of bodies) {
    try {
      all.push({ value: await senders[kind](name, body) });
    } catch (error) {
      all.push({ error: `${error.name}: ${error.message}` });
    }
  }
  return all;
}

async function main() {
  let spans = [];
  const collect = async (traces) => void spans.push(...structuredClone(traces).flatMap((trace) => trace.spans));
  setTraceExporter({ export: collect, close: async () => {} });
  const untraced = new Map();
  for (const recording of recordings) untraced.set(recording.name, await outcomes(recording));
  await flush();
  spans = [];
  autolog({ loader: false });
  const report = {};
  for (const recording of recordings) {
    const traceds = await outcomes(recording);
    await flush();
    let difference;
    try {
      assert.deepStrictEqual(traceds, untraced.get(recording.name));
    } catch (error) {
      difference = error.message;
    }
    report[recording.name] = {
      difference,
      outcomes: traceds.map(({ error }) => error ?? 'ok'),
      spans: spans.map(({ name, endTimeNs, status, attributes }) => ({
        name,
        ended: endTimeNs !== undefined,
        status: status.code,
        type: attributes['mlflow.spanType'],
        usage: attributes['mlflow.chat.tokenUsage'],
        model: attributes['mlflow.llm.model'],
      })),
    };
    spans = [];
  }
  process.stdout.write(JSON.stringify(report));
}

void main();
