'use strict';
// Things that users do with Strands Agents, on a model that reads from a script.
exports.libraries = { sdk: '@strands-agents/sdk', multi: '@strands-agents/sdk/multiagent', zod: 'zod' };
exports.patched = ({ sdk }) => sdk.Agent.prototype.stream;
exports.modules = ({ sdk, multi }) => [sdk, multi];

const usage = { inputTokens: 9, outputTokens: 3, totalTokens: 12, cacheReadInputTokens: 4 };

function* eventsOf({ text, call }, id) {
  yield { type: 'modelMessageStartEvent', role: 'assistant' };
  const start = call && { type: 'toolUseStart', name: call[0], toolUseId: id };
  yield { type: 'modelContentBlockStartEvent', ...(start && { start }) };
  const delta = call
    ? { type: 'toolUseInputDelta', input: JSON.stringify(call[1] ?? {}) }
    : { type: 'textDelta', text };
  yield { type: 'modelContentBlockDeltaEvent', delta };
  yield { type: 'modelContentBlockStopEvent' };
  yield { type: 'modelMessageStopEvent', stopReason: call ? 'toolUse' : 'endTurn' };
  yield { type: 'modelMetadataEvent', usage };
}

function modelOf({ sdk, mlflow }, steps) {
  const left = [...steps];
  class ScriptedModel extends sdk.Model {
    updateConfig() {}
    getConfig() {
      return { modelId: 'scripted-1', contextWindowLimit: 10_000 };
    }
    async *stream() {
      const step = left.shift();
      if (step.asks) await mlflow.withSpan('ask', async () => {});
      if (step instanceof Error) throw step;
      yield* eventsOf(step, `call-${left.length}`);
    }
  }
  return new ScriptedModel();
}

const weatherOf = ({ sdk, zod, mlflow }) =>
  sdk.tool({
    name: 'weather',
    description: 'The weather in a city',
    inputSchema: zod.z.object({ city: zod.z.string() }),
    callback: async ({ city }) => {
      if (city === 'Atlantis') throw new TypeError('no such city');
      return mlflow.withSpan({ name: 'look up', spanType: 'RETRIEVER' }, async () => `sunny in ${city}`);
    },
  });

const agentOf = (lib, id, steps, more = {}) =>
  new lib.sdk.Agent({ id, model: modelOf(lib, steps), printer: false, ...more });

const said = (result) => result.toString();
const errorOf = (promise) =>
  promise.then(
    () => 'no error',
    ({ name, message }) => ({ name, message }),
  );
const swarmStep = (agentId, message) => ({
  call: ['strands_structured_output', { ...(agentId && { agentId }), message }],
});

exports.scenarios = {
  'a stream': async (lib) => {
    const types = [];
    for await (const { type } of agentOf(lib, 'reporter', [{ text: 'Sunny' }]).stream('Weather?')) types.push(type);
    return types;
  },
  'tools, one of which throws': async (lib) => {
    const steps = [
      { call: ['weather', { city: 'Oslo' }] },
      { call: ['weather', { city: 'Atlantis' }] },
      { text: 'Sunny, mostly', asks: true },
    ];
    const agent = agentOf(lib, 'reporter', steps, { tools: [weatherOf(lib)], systemPrompt: 'Be brief.' });
    return said(await agent.invoke('Weather?'));
  },
  'a model that fails': (lib) => errorOf(agentOf(lib, 'reporter', [new Error('overloaded')]).invoke('Weather?')),
  'a stream that is left early': async (lib) => {
    for await (const { type } of agentOf(lib, 'reporter', [{ text: 'Sunny' }]).stream('Weather?'))
      if (type === 'modelStreamUpdateEvent') return type;
    return 'never';
  },
  'a swarm that hands off': async (lib) => {
    const alice = agentOf(lib, 'alice', [swarmStep('bob', 'Please answer in a haiku')]);
    const bob = agentOf(lib, 'bob', [swarmStep(undefined, 'Old pond, a frog leaps')]);
    const { status, content } = await new lib.multi.Swarm({ nodes: [alice, bob], start: 'alice' }).invoke('A haiku');
    return { status, content: content.map(({ text }) => text) };
  },
  'a swarm whose agent fails': async (lib) => {
    const alice = agentOf(lib, 'alice', [new Error('overloaded')]);
    const bob = agentOf(lib, 'bob', []);
    const { status } = await new lib.multi.Swarm({ nodes: [alice, bob], start: 'alice' }).invoke('A haiku');
    return status;
  },
  'a swarm that takes too many steps': async (lib) => {
    const alice = agentOf(lib, 'alice', [swarmStep('bob', 'You do it'), swarmStep('bob', 'No, you')]);
    const bob = agentOf(lib, 'bob', [swarmStep('alice', 'You do it'), swarmStep('alice', 'No, you')]);
    const swarm = new lib.multi.Swarm({ nodes: [alice, bob], start: 'alice', maxSteps: 3 });
    return errorOf(swarm.invoke('A haiku').then(({ status }) => status));
  },
  'a swarm that is left early': async (lib) => {
    const swarm = new lib.multi.Swarm({ nodes: [agentOf(lib, 'asked', [{ text: 'One' }])], maxSteps: 3 });
    const seen = [];
    for await (const { type } of swarm.stream('Weather?')) if (seen.push(type) === 6) break;
    return seen;
  },
  'a tool that asks a human': async (lib) => {
    const approve = lib.sdk.tool({
      name: 'approve',
      description: 'Asks a human',
      inputSchema: lib.zod.z.object({}),
      callback: (_, context) => `said ${context.interrupt({ name: 'sure', reason: 'It is costly' })}`,
    });
    const agent = agentOf(lib, 'buyer', [{ call: ['approve'] }, { text: 'Bought' }], { tools: [approve] });
    const { stopReason, interrupts } = await agent.invoke('Buy it');
    const answer = { interruptResponse: { interruptId: interrupts[0].id, response: 'yes' } };
    return [stopReason, said(await agent.invoke([answer]))];
  },
  'a graph': async (lib) => {
    const nodes = [agentOf(lib, 'writer', [{ text: 'A draft' }]), agentOf(lib, 'editor', [{ text: 'A page' }])];
    const graph = new lib.multi.Graph({ nodes, edges: [['writer', 'editor']] });
    return (await graph.invoke('Write')).status;
  },
  'two runs at once in a span of the program': (lib) =>
    lib.mlflow.withSpan('both', async () => {
      const run = (city) => {
        const steps = [{ call: ['weather', { city }] }, { text: city }];
        return agentOf(lib, city.toLowerCase(), steps, { tools: [weatherOf(lib)] }).invoke(city);
      };
      return (await Promise.all([run('Oslo'), run('Bergen')])).map(said);
    }),
};
