'use strict';
// Things that users do with Vercel's AI SDK, on its own mock models.
exports.libraries = { ai: 'ai', mocks: 'ai/test', zod: 'zod' };
// Nothing of the SDK is patched; its list of integrations is what it was.
exports.patched = () => (globalThis.AI_SDK_TELEMETRY_INTEGRATIONS ?? []).length;

// Objects have functions of their own, of which the SDK warns.
globalThis.AI_SDK_LOG_WARNINGS = false;

const usage = { inputTokens: { total: 9, cacheRead: 4 }, outputTokens: { total: 3 } };
const text = (words) => ({
  content: [{ type: 'text', text: words }],
  finishReason: { unified: 'stop' },
  usage,
  warnings: [],
});
const call = (city) => ({
  content: [{ type: 'tool-call', toolCallId: `to-${city}`, toolName: 'weather', input: JSON.stringify({ city }) }],
  finishReason: { unified: 'tool-calls' },
  usage,
  warnings: [],
});

function modelOf({ mocks, ai }, answers) {
  const left = [...answers];
  const next = () => {
    const answer = left.shift();
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return new mocks.MockLanguageModelV4({
    provider: 'openai.responses',
    modelId: 'gpt-4o-mini',
    doGenerate: async () => next(),
    doStream: async () => {
      const { content, finishReason } = next();
      const parts = content.flatMap((part) =>
        part.type === 'text'
          ? [
              { type: 'text-start', id: '1' },
              ...part.text.split(/(?<= )/).map((delta) => ({ type: 'text-delta', id: '1', delta })),
              { type: 'text-end', id: '1' },
            ]
          : [part],
      );
      const chunks = [{ type: 'stream-start', warnings: [] }, ...parts, { type: 'finish', finishReason, usage }];
      return { stream: ai.simulateReadableStream({ chunks }) };
    },
  });
}

const toolsOf = ({ ai, zod, mlflow }) => ({
  weather: ai.tool({
    description: 'The weather in a city',
    inputSchema: zod.z.object({ city: zod.z.string() }),
    execute: async ({ city }) => {
      if (city === 'Atlantis') throw new TypeError('no such city');
      return mlflow.withSpan({ name: 'look up', spanType: 'RETRIEVER' }, async () => `sunny in ${city}`);
    },
  }),
});

const errorOf = (promise) =>
  promise.then(
    () => 'no error',
    (error) => `${error.name}: ${error.message}`,
  );

async function read(stream, most = Infinity) {
  const chunks = [];
  for await (const chunk of stream) {
    chunks.push(chunk);
    if (chunks.length === most) break;
  }
  return chunks;
}

exports.scenarios = {
  'a text': async (lib) =>
    (await lib.ai.generateText({ model: modelOf(lib, [text('Sunny')]), prompt: 'Weather?' })).text,
  'tools, one of which throws': async (lib) => {
    const model = modelOf(lib, [call('Oslo'), call('Atlantis'), text('Sunny, mostly')]);
    const stopWhen = lib.ai.stepCountIs(5);
    return (await lib.ai.generateText({ model, prompt: 'Weather?', tools: toolsOf(lib), stopWhen })).text;
  },
  'a stream with a tool': async (lib) => {
    const model = modelOf(lib, [call('Oslo'), text('Sunny it is')]);
    const result = lib.ai.streamText({
      model,
      prompt: 'Weather?',
      tools: toolsOf(lib),
      stopWhen: lib.ai.stepCountIs(5),
    });
    return { chunks: await read(result.textStream), usage: await result.totalUsage };
  },
  'a stream that is aborted': async (lib) => {
    const stop = new AbortController();
    const { textStream } = lib.ai.streamText({
      model: modelOf(lib, [text('Sunny it is')]),
      prompt: 'Weather?',
      abortSignal: stop.signal,
    });
    const chunks = [];
    for await (const chunk of textStream) {
      chunks.push(chunk);
      stop.abort();
    }
    return chunks.length > 0;
  },
  'a stream whose model fails': async (lib) => {
    const errors = [];
    const { textStream } = lib.ai.streamText({
      model: modelOf(lib, [new Error('overloaded')]),
      prompt: 'Weather?',
      maxRetries: 0,
      onError: ({ error }) => void errors.push(error.message),
    });
    return [await read(textStream), errors];
  },
  'a stream that breaks off': async (lib) => {
    const errors = [];
    const chunks = [
      { type: 'stream-start', warnings: [] },
      { type: 'text-start', id: '1' },
      { type: 'text-delta', id: '1', delta: 'Sun' },
      { type: 'error', error: new Error('overloaded') },
      { type: 'finish', finishReason: { unified: 'error' }, usage },
    ];
    const doStream = async () => ({ stream: lib.ai.simulateReadableStream({ chunks }) });
    const { textStream } = lib.ai.streamText({
      model: new lib.mocks.MockLanguageModelV4({ modelId: 'gpt-4o-mini', doStream }),
      prompt: 'Weather?',
      onError: ({ error }) => void errors.push(error.message),
    });
    return [await read(textStream), errors];
  },
  'an agent that runs out of steps': async (lib) => {
    const model = modelOf(lib, [call('Oslo'), call('Bergen'), text('never')]);
    const result = await lib.ai.generateText({
      model,
      prompt: 'Weather?',
      tools: toolsOf(lib),
      stopWhen: lib.ai.stepCountIs(2),
    });
    return { text: result.text, steps: result.steps.length, reason: result.finishReason };
  },
  'a model that fails': async (lib) => {
    const model = modelOf(lib, [new Error('overloaded')]);
    return errorOf(lib.ai.generateText({ model, prompt: 'Weather?', maxRetries: 0 }));
  },
  'an agent': async (lib) => {
    const model = modelOf(lib, [call('Bergen'), text('Rain')]);
    const agent = new lib.ai.ToolLoopAgent({ model, instructions: 'Be brief.', tools: toolsOf(lib) });
    return (await agent.generate({ prompt: 'Weather?' })).text;
  },
  'objects, one of which is none': async (lib) => {
    const schema = lib.zod.z.object({ city: lib.zod.z.string() });
    const model = modelOf(lib, [text('{"city":"Oslo"}')]);
    const { object } = await lib.ai.generateObject({ model, system: 'Name it.', prompt: 'City?', schema });
    const failing = modelOf(lib, [text('{"town":"Oslo"}'), new Error('overloaded')]);
    const ask = () =>
      lib.ai.generateObject({ model: failing, prompt: 'City?', schema, maxRetries: 0, temperature: 0.5 });
    return [object, await errorOf(ask()), await errorOf(ask())];
  },
  'objects as streams, one of which fails': async (lib) => {
    const schema = lib.zod.z.object({ city: lib.zod.z.string() });
    const model = modelOf(lib, [text('{"city": "Oslo"}'), new Error('overloaded'), text('{"town": "Oslo"}')]);
    const ask = () => lib.ai.streamObject({ model, prompt: 'City?', schema, maxRetries: 0, onError() {} });
    const results = [];
    for (const result of [ask(), ask(), ask()]) {
      const parts = await read(result.partialObjectStream);
      results.push([parts, await errorOf(result.object)]);
    }
    return results;
  },
  'inputs or outputs that are to stay unrecorded': async (lib) => {
    const words = [];
    for (const telemetry of [{ recordInputs: false }, { recordOutputs: false }]) {
      const stopWhen = lib.ai.stepCountIs(5);
      const asked = () => ({
        model: modelOf(lib, [call('Oslo'), call('Atlantis'), text('Sunny')]),
        prompt: 'Weather?',
        tools: toolsOf(lib),
        stopWhen,
        telemetry,
      });
      words.push((await lib.ai.generateText(asked())).text, await lib.ai.streamText(asked()).text);
    }
    return words;
  },
  'a stream that is asked for again after it broke off': async (lib) => {
    const broken = [
      { type: 'stream-start', warnings: [] },
      { type: 'error', error: new Error('overloaded') },
    ];
    const model = modelOf(lib, [text('Sunny')]);
    const { doStream } = model;
    let times = 0;
    model.doStream = async (options) => {
      times += 1;
      return times > 1 ? doStream(options) : { stream: lib.ai.simulateReadableStream({ chunks: broken }) };
    };
    const { textStream } = lib.ai.streamText({ model, prompt: 'Weather?', streamRetries: 1, onError() {} });
    return read(textStream);
  },
  embeddings: async (lib) => {
    const model = new lib.mocks.MockEmbeddingModelV4({
      modelId: 'embed-3',
      maxEmbeddingsPerCall: 2,
      doEmbed: async ({ values }) => ({ embeddings: values.map(() => [1, 2, 3]), usage: { tokens: 5 }, warnings: [] }),
    });
    const one = await lib.ai.embed({ model, value: 'tides' });
    const many = await lib.ai.embedMany({ model, values: ['a', 'b', 'c'] });
    return [one.embedding, many.embeddings];
  },
  'two at once, in a span of the program': async (lib) => {
    const one = (city) =>
      lib.ai.generateText({
        model: modelOf(lib, [call(city), text(city)]),
        prompt: city,
        tools: toolsOf(lib),
        stopWhen: lib.ai.stepCountIs(3),
      });
    const results = await lib.mlflow.withSpan('both', async () =>
      (await Promise.all([one('Oslo'), one('Bergen')])).map(({ text: words }) => words),
    );
    return results;
  },
  'telemetry that the program has disabled': async (lib) =>
    (
      await lib.ai.generateText({
        model: modelOf(lib, [text('Hush')]),
        prompt: 'Secret',
        telemetry: { isEnabled: false },
      })
    ).text,
};
