'use strict';
// Things that users do with the OpenAI Agents SDK. Each returns what is compared between a traced and an untraced run.
const { ask, errorOf, workshop } = require('./agent-workshop.cjs');
const { resetIds } = require('./scripted-provider.cjs');
const { longScenarios } = require('./agent-long-scenarios.cjs');
const { tracingScenarios } = require('./agent-tracing-scenarios.cjs');

exports.reset = resetIds;
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
  'an answer that a guardrail stops': async (lib) => {
    const { sdk, agent } = workshop(lib);
    const execute = async () => ({ tripwireTriggered: true, outputInfo: { found: 'a key' } });
    const outputGuardrails = [{ name: 'no secrets', execute }];
    const ask = { stream: true };
    const talkative = agent('Talkative', [{ text: 'The key is 42' }, { text: 'It is 42' }], { outputGuardrails });
    const streamed = await sdk.run(talkative, 'The key?', ask);
    return [await errorOf(streamed.completed), await errorOf(sdk.run(talkative, 'The key?'))];
  },
  'a tool whose error ends the run': async (lib) => {
    const { sdk, agent } = workshop(lib);
    const execute = async () => {
      throw new TypeError('no such city');
    };
    const errorFunction = null;
    const parameters = lib.zod.z.object({ city: lib.zod.z.string() });
    const weather = sdk.tool({ name: 'get_weather', description: 'Weather', parameters, execute, errorFunction });
    return errorOf(sdk.run(agent('Forecaster', [ask('Atlantis')], { tools: [weather] }), 'The weather?'));
  },
  'a stream that is read twice': async (lib) => {
    const { sdk, agent } = workshop(lib);
    const result = await sdk.run(agent('Streamer', [{ text: 'Hello' }]), 'Hi', { stream: true });
    const read = async () => {
      let events = 0;
      for await (const event of result) events += event ? 1 : 0;
      return events;
    };
    return [(await read()) > 0, await errorOf(read())];
  },
  'an agent as a tool': async (lib) => {
    const { sdk, agent } = workshop(lib);
    const helper = agent('Helper', [{ text: '42' }]);
    const tools = [helper.asTool({ toolName: 'ask_helper', toolDescription: 'Asks the helper' })];
    const steps = [{ call: ['ask_helper', { input: 'Answer?' }] }, { text: 'It is 42' }];
    return (await sdk.run(agent('Manager', steps, { tools }), 'The answer?')).finalOutput;
  },
  'structured output': async (lib) => {
    const { sdk, agent } = workshop(lib);
    const outputType = lib.zod.z.object({ city: lib.zod.z.string() });
    return (await sdk.run(agent('Structured', [{ text: '{"city":"Oslo"}' }], { outputType }), 'Where?')).finalOutput;
  },
  ...longScenarios,
  ...tracingScenarios,
};
