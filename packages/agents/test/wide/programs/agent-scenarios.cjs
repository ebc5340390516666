'use strict';
// Things that users do with the OpenAI Agents SDK. Each returns what is compared between a traced and an untraced run.
const { scriptedFetch } = require('./scripted-provider.cjs');

const errorOf = (promise) =>
  promise.then(
    () => 'no error',
    (error) => `${error.name}: ${error.message}`,
  );

/** What the scenarios use: the SDK, agents whose model follows a script, and a tool that fails in one city. */
function workshop({ sdk, openai, zod, mlflow }) {
  const clientOf = (steps) =>
    new openai.OpenAI({ apiKey: 'k', baseURL: 'http://provider.test/v1', maxRetries: 0, fetch: scriptedFetch(steps) });
  const agent = (name, steps, more) =>
    new sdk.Agent({
      name,
      instructions: `You are ${name}.`,
      model: new sdk.OpenAIResponsesModel(clientOf(steps), 'gpt-4o-mini'),
      ...more,
    });
  const chatAgent = (name, steps, more) =>
    new sdk.Agent({ name, model: new sdk.OpenAIChatCompletionsModel(clientOf(steps), 'gpt-4o-mini'), ...more });
  const weather = sdk.tool({
    name: 'get_weather',
    description: 'The weather in a city',
    parameters: zod.z.object({ city: zod.z.string() }),
    execute: async ({ city }) => {
      if (city === 'Atlantis') throw new TypeError('no such city');
      return mlflow.withSpan({ name: 'look up', spanType: 'RETRIEVER' }, async () => `sunny in ${city}`);
    },
  });
  return { sdk, agent, chatAgent, weather, clientOf };
}

const ask = (city) => ({ call: ['get_weather', { city }] });

exports.libraries = { sdk: '@openai/agents', openai: 'openai', zod: 'zod' };
exports.patched = ({ sdk }) => sdk.Runner.prototype.run;

exports.scenarios = {
  'a hand-off': async (lib) => {
    const { sdk, agent } = workshop(lib);
    const b = agent('Agent B', [{ text: 'Here I am' }], { handoffDescription: 'Talks in haikus' });
    const a = agent('Agent A', [{ call: ['transfer_to_Agent_B'] }], { handoffs: [b] });
    const result = await sdk.run(a, 'I want to talk to agent B.');
    return { output: result.finalOutput, last: result.lastAgent.name };
  },
  'three tool calls, one of which throws': async (lib) => {
    const { sdk, agent, weather } = workshop(lib);
    const steps = [ask('Bergen'), ask('Atlantis'), ask('Oslo'), { text: 'Sunny, mostly' }];
    return (await sdk.run(agent('Forecaster', steps, { tools: [weather] }), 'The weather?')).finalOutput;
  },
  'chat completions': async (lib) => {
    const { sdk, chatAgent, weather } = workshop(lib);
    return (await sdk.run(chatAgent('Chatter', [ask('Oslo'), { text: 'Sunny' }], { tools: [weather] }), 'Oslo?'))
      .finalOutput;
  },
  'a stream': async (lib) => {
    const { sdk, agent } = workshop(lib);
    const result = await sdk.run(agent('Streamer', [{ text: 'Hello' }]), 'Hi', { stream: true });
    const types = [];
    for await (const event of result) types.push(event.type);
    await result.completed;
    return { types, output: result.finalOutput };
  },
  'a stream that nobody reads': async (lib) => {
    const { sdk, agent } = workshop(lib);
    const result = await sdk.run(agent('Streamer', [{ text: 'Hello' }]), 'Hi', { stream: true });
    await result.completed;
    return result.finalOutput;
  },
  'a stream that is left early': async (lib) => {
    const { sdk, agent } = workshop(lib);
    const result = await sdk.run(agent('Streamer', [{ text: 'Hello' }]), 'Hi', { stream: true });
    for await (const event of result) if (event.type === 'raw_model_stream_event') break;
    return 'left';
  },
  'a provider that refuses': async (lib) => {
    const { sdk, agent } = workshop(lib);
    return errorOf(sdk.run(agent('Refused', [{ status: 400, error: 'bad request' }]), 'Hi'));
  },
  'a stream that a provider refuses': async (lib) => {
    const { sdk, agent } = workshop(lib);
    const result = await sdk.run(agent('Refused', [{ status: 400, error: 'bad request' }]), 'Hi', { stream: true });
    const read = async () => {
      for await (const event of result) void event;
    };
    return [await errorOf(read()), await errorOf(result.completed)];
  },
  'too many turns': async (lib) => {
    const { sdk, agent, weather } = workshop(lib);
    const steps = [ask('Oslo'), ask('Oslo'), ask('Oslo')];
    return errorOf(sdk.run(agent('Restless', steps, { tools: [weather] }), 'Again', { maxTurns: 2 }));
  },
  'a guardrail that trips': async (lib) => {
    const { sdk, agent } = workshop(lib);
    const guard = (name, tripwireTriggered) => ({ name, execute: async () => ({ tripwireTriggered, outputInfo: {} }) });
    const inputGuardrails = [guard('no homework', true)];
    const outputGuardrails = [guard('no secrets', false)];
    const polite = agent('Guarded', [{ text: 'Sure' }], { outputGuardrails });
    const strict = agent('Guarded', [{ text: 'Sure' }], { inputGuardrails });
    return [(await sdk.run(polite, 'Hi')).finalOutput, await errorOf(sdk.run(strict, 'Do my homework'))];
  },
  'an agent as a tool': async (lib) => {
    const { sdk, agent } = workshop(lib);
    const helper = agent('Helper', [{ text: '42' }]);
    const tools = [helper.asTool({ toolName: 'ask_helper', toolDescription: 'Asks the helper' })];
    const steps = [{ call: ['ask_helper', { input: 'Answer?' }] }, { text: 'It is 42' }];
    return (await sdk.run(agent('Manager', steps, { tools }), 'The answer?')).finalOutput;
  },
  'a workflow of two runs, in a group': async (lib) => {
    const { sdk, agent } = workshop(lib);
    return sdk.withTrace(
      'Joke workflow',
      async () => {
        const first = await sdk.run(agent('Joker', [{ text: 'A joke' }]), 'Tell a joke');
        return (await sdk.run(agent('Critic', [{ text: 'Funny' }]), first.finalOutput)).finalOutput;
      },
      { groupId: 'thread-1', metadata: { purpose: 'fun' } },
    );
  },
  'two runs at once, in a span of the program': async (lib) => {
    const { sdk, agent } = workshop(lib);
    const one = (name) => sdk.run(agent(name, [{ text: name }]), name);
    const runs = await lib.mlflow.withSpan('both', () => Promise.all([one('Left'), one('Right')]));
    return runs.map(({ finalOutput }) => finalOutput);
  },
  'structured output': async (lib) => {
    const { sdk, agent } = workshop(lib);
    const outputType = lib.zod.z.object({ city: lib.zod.z.string() });
    return (await sdk.run(agent('Structured', [{ text: '{"city":"Oslo"}' }], { outputType }), 'Where?')).finalOutput;
  },
  'tracing that the program has disabled': async (lib) => {
    const { sdk, agent } = workshop(lib);
    const runner = new sdk.Runner({ tracingDisabled: true });
    return (await runner.run(agent('Private', [{ text: 'Hush' }]), 'Secret')).finalOutput;
  },
};
