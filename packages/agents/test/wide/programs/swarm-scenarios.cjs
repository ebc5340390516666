'use strict';
// Things that users do with ts-swarm, on the mock models of the AI SDK that it uses.
exports.libraries = { swarm: 'ts-swarm', mocks: 'ai/test', zod: 'zod' };
exports.patched = ({ swarm }) => Object.getPrototypeOf(swarm.createAgent({ id: 'any', model: {} })).run;
exports.modules = ({ swarm }) => [swarm];
// The library reads the standard input from its import on.
exports.close = () => process.stdin.destroy();

const usage = { promptTokens: 9, completionTokens: 3 };
const raw = { rawCall: { rawPrompt: undefined, rawSettings: {} } };

function modelOf({ mocks }, steps) {
  const left = [...steps];
  return new mocks.MockLanguageModelV1({
    provider: 'openai.chat',
    modelId: 'gpt-4o-mini',
    doGenerate: async () => {
      const step = left.shift();
      if (step instanceof Error) throw step;
      const { text, calls } = step;
      if (!calls) return { ...raw, text, finishReason: 'stop', usage, providerMetadata: step.details };
      const toolCalls = calls.map(([toolName, args = {}], at) => ({
        toolCallType: 'function',
        toolCallId: `call-${left.length}-${at}`,
        toolName,
        args: JSON.stringify(args),
      }));
      return { ...raw, toolCalls, finishReason: 'tool-calls', usage };
    },
  });
}

const weatherOf = ({ zod }, look = async () => {}) => ({
  id: 'weather',
  description: 'The weather in a city',
  parameters: zod.z.object({ city: zod.z.string() }),
  execute: async ({ city }) => {
    if (city === 'Atlantis') throw new TypeError('no such city');
    await look();
    return `sunny in ${city}`;
  },
});

const ask = (content) => [{ role: 'user', content }];
const seen = ({ messages, activeAgent, contextVariables }) => ({ messages, agent: activeAgent.id, contextVariables });
const errorOf = (promise) =>
  promise.then(
    () => 'no error',
    ({ name, message }) => ({ name, message }),
  );

function triageOf(lib) {
  const poet = lib.swarm.createAgent({
    id: 'poet',
    model: modelOf(lib, [{ text: 'Old pond, a frog leaps' }]),
    system: 'You answer in haikus.',
    temperature: 0.5,
  });
  return lib.swarm.createAgent({
    id: 'triage',
    model: modelOf(lib, [{ calls: [['weather', { city: 'Oslo' }]] }, { calls: [['transferTopoet']] }]),
    tools: [weatherOf(lib), poet],
  });
}

exports.scenarios = {
  'an answer of which parts were cached and reasoned': async (lib) => {
    const details = { openai: { cachedPromptTokens: 4, reasoningTokens: 2 } };
    const model = modelOf(lib, [{ text: 'Sunny', details }]);
    return seen(await lib.swarm.createAgent({ id: 'thinker', model }).run({ messages: ask('?') }));
  },
  'a hand-off': async (lib) =>
    seen(await triageOf(lib).run({ messages: ask('A haiku'), contextVariables: { user: 'Ada' } })),
  'too many turns': async (lib) => seen(await triageOf(lib).run({ messages: ask('A haiku'), maxTurns: 2 })),
  'a tool that throws': async (lib) => {
    const model = modelOf(lib, [{ calls: [['weather', { city: 'Atlantis' }]] }]);
    return errorOf(
      lib.swarm.createAgent({ id: 'reporter', model, tools: [weatherOf(lib)] }).run({ messages: ask('?') }),
    );
  },
  'a model that fails': async (lib) => {
    const model = modelOf(lib, [new Error('overloaded')]);
    return errorOf(lib.swarm.createAgent({ id: 'reporter', model, maxRetries: 0 }).run({ messages: ask('?') }));
  },
  'one turn without a run': async (lib) =>
    (
      await lib.swarm
        .createAgent({ id: 'reporter', model: modelOf(lib, [{ text: 'Hi' }]) })
        .generate({ prompt: 'Hello' })
    ).text,
  'two runs at once in a span of the program': (lib) =>
    lib.mlflow.withSpan('both', async () => {
      const look = () => lib.mlflow.withSpan({ name: 'look up', spanType: 'RETRIEVER' }, async () => 'found');
      const run = async (city) => {
        const model = modelOf(lib, [{ calls: [['weather', { city }]] }, { text: city }]);
        const agent = lib.swarm.createAgent({ id: city.toLowerCase(), model, tools: [weatherOf(lib, look)] });
        return (await agent.run({ messages: ask(city) })).messages.at(-1).content;
      };
      return Promise.all([run('Oslo'), run('Bergen')]);
    }),
};
