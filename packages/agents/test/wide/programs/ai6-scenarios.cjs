'use strict';
// The scenarios of the AI SDK, and some more, on version 6, whose telemetry is switched on call by call.
const { 'telemetry that the program has disabled': _of7, ...shared } = require('./ai-scenarios.cjs').scenarios;

exports.libraries = { ai: 'ai', mocks: 'ai/test', zod: 'zod', api: '@opentelemetry/api' };
exports.modules = ({ api }) => [api];
exports.patched = ({ api }) => api.ProxyTracerProvider.prototype.getTracer;

const ON = { isEnabled: true };

exports.prepare = (lib) => {
  const on = (name) => (options) => lib.ai[name]({ experimental_telemetry: ON, ...options });
  const names = ['generateText', 'streamText', 'generateObject', 'streamObject', 'embed', 'embedMany', 'rerank'];
  class ToolLoopAgent extends lib.ai.ToolLoopAgent {
    constructor(options) {
      super({ experimental_telemetry: ON, ...options });
    }
  }
  const { MockLanguageModelV3: MockLanguageModelV4, MockEmbeddingModelV3: MockEmbeddingModelV4 } = lib.mocks;
  return {
    ...lib,
    original: lib.ai,
    ai: { ...lib.ai, ToolLoopAgent, ...Object.fromEntries(names.map((name) => [name, on(name)])) },
    mocks: { ...lib.mocks, MockLanguageModelV4, MockEmbeddingModelV4 },
  };
};

const usage = { inputTokens: { total: 9 }, outputTokens: { total: 3, reasoning: 1 } };
const finishReason = { unified: 'stop' };

const modelOf = ({ mocks, ai }, words) =>
  new mocks.MockLanguageModelV3({
    provider: 'openai.chat',
    modelId: 'gpt-4o-mini',
    doGenerate: async () => ({ content: [{ type: 'text', text: words }], finishReason, usage, warnings: [] }),
    doStream: async () => ({
      stream: ai.simulateReadableStream({
        chunks: [
          { type: 'stream-start', warnings: [] },
          { type: 'text-start', id: '1' },
          ...words.split(/(?<= )/).map((delta) => ({ type: 'text-delta', id: '1', delta })),
          { type: 'text-end', id: '1' },
          { type: 'finish', finishReason, usage },
        ],
      }),
    }),
  });

const schemaOf = ({ zod }) => zod.z.object({ city: zod.z.string() });

exports.scenarios = {
  ...shared,
  'an object': async (lib) => {
    const model = modelOf(lib, '{"city":"Oslo"}');
    return (await lib.ai.generateObject({ model, schema: schemaOf(lib), prompt: 'Where?' })).object;
  },
  'an object that is none': async (lib) => {
    const asked = lib.ai.generateObject({ model: modelOf(lib, 'Oslo'), schema: schemaOf(lib), prompt: 'Where?' });
    return asked.catch(({ name, message }) => ({ name, message }));
  },
  'an object as a stream': async (lib) => {
    const model = modelOf(lib, '{ "city": "Oslo" }');
    const { partialObjectStream, object } = lib.ai.streamObject({ model, schema: schemaOf(lib), prompt: 'Where?' });
    const parts = [];
    for await (const part of partialObjectStream) parts.push(part);
    return { parts, object: await object };
  },
  'a call with a name, parameters, a thread of messages and nothing that it says': async (lib) => {
    const experimental_telemetry = { ...ON, functionId: 'forecast', metadata: { tier: 'gold' }, recordOutputs: false };
    const { text } = await lib.ai.generateText({
      ...{ model: modelOf(lib, 'Secret'), experimental_telemetry, temperature: 0.5, maxOutputTokens: 50 },
      system: 'Be brief.',
      messages: [{ role: 'user', content: [{ type: 'text', text: 'Weather?' }] }],
    });
    return text;
  },
  'a ranking': async (lib) => {
    const doRerank = async () => ({ ranking: [{ index: 1, relevanceScore: 0.9 }] });
    const model = new lib.mocks.MockRerankingModelV3({ modelId: 'rank-1', doRerank });
    return (await lib.ai.rerank({ model, documents: ['rain', 'sun'], query: 'warm', topN: 1 })).ranking;
  },
  'a call whose telemetry is off': async (lib) =>
    (await lib.original.generateText({ model: modelOf(lib, 'Hush'), prompt: 'Secret' })).text,
  'a call with a tracer of the program': async (lib) => {
    const names = [];
    const span = new Proxy({}, { get: () => () => span });
    const startActiveSpan = (name, _options, work) => (names.push(name), work(span));
    const experimental_telemetry = { ...ON, tracer: { startActiveSpan } };
    await lib.ai.generateText({ model: modelOf(lib, 'Hush'), prompt: 'Secret', experimental_telemetry });
    return names;
  },
};
