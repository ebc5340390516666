'use strict';
// Runs of the OpenAI Agents SDK that stop, wait, go on, and go back.
const { ask, errorOf, workshop } = require('./agent-workshop.cjs');

/** An agent whose tool waits for somebody's approval. */
function careful(lib) {
  const { sdk, agent } = workshop(lib);
  const erase = sdk.tool({
    name: 'erase',
    description: 'Erases a file',
    parameters: lib.zod.z.object({ file: lib.zod.z.string() }),
    needsApproval: true,
    execute: async ({ file }) => `erased ${file}`,
  });
  const steps = [{ call: ['erase', { file: 'notes' }] }, { text: 'As you wish' }];
  return { sdk, careful: agent('Careful', steps, { tools: [erase] }) };
}

exports.longScenarios = {
  'a tool that waits for approval': async (lib) => {
    const { sdk, careful: asking } = careful(lib);
    const { state, interruptions } = await sdk.run(asking, 'Erase my notes');
    state.approve(interruptions[0]);
    return [interruptions.length, (await sdk.run(asking, state)).finalOutput];
  },
  'a run that goes on from text, its tool refused': async (lib) => {
    const { sdk, careful: asking } = careful(lib);
    const { state } = await sdk.run(asking, 'Erase my notes');
    const restored = await sdk.RunState.fromString(asking, state.toString());
    restored.reject(restored.getInterruptions()[0]);
    return (await sdk.run(asking, restored)).finalOutput;
  },
  'a stream that waits for approval': async (lib) => {
    const { sdk, careful: asking } = careful(lib);
    const first = await sdk.run(asking, 'Erase my notes', { stream: true });
    await first.completed;
    first.state.approve(first.interruptions[0]);
    const second = await sdk.run(asking, first.state, { stream: true });
    const types = [];
    for await (const event of second) types.push(event.type);
    await second.completed;
    return { types, output: second.finalOutput };
  },
  'hand-offs there and back': async (lib) => {
    const { sdk, agent } = workshop(lib);
    const a = agent('A', [{ call: ['transfer_to_B'] }, { text: 'Back at A' }]);
    const b = agent('B', [{ call: ['transfer_to_A'] }]);
    a.handoffs = [b];
    b.handoffs = [a];
    const result = await sdk.run(a, 'Go');
    return { output: result.finalOutput, last: result.lastAgent.name };
  },
  'a run in a tool': async (lib) => {
    const { sdk, agent } = workshop(lib);
    const inner = agent('Inner', [{ text: '42' }]);
    const execute = async () => (await sdk.run(inner, 'Answer?')).finalOutput;
    const tool = sdk.tool({ name: 'look_up', description: 'Looks up', parameters: lib.zod.z.object({}), execute });
    const steps = [{ call: ['look_up', {}] }, { text: 'It is 42' }];
    return (await sdk.run(agent('Outer', steps, { tools: [tool] }), 'The answer?')).finalOutput;
  },
  'a run whose data is to stay out of traces': async (lib) => {
    const { sdk, agent, weather } = workshop(lib);
    const runner = new sdk.Runner({ traceIncludeSensitiveData: false });
    const steps = [ask('Atlantis'), { text: 'A secret' }];
    return (await runner.run(agent('Private', steps, { tools: [weather] }), 'Another secret')).finalOutput;
  },
  'instructions that cannot be made': async (lib) => {
    const { sdk, agent } = workshop(lib);
    const instructions = () => {
      throw new TypeError('no instructions');
    };
    return errorOf(sdk.run(agent('Lost', [], { instructions }), 'Hi'));
  },
  'a run that is aborted before it starts': async (lib) => {
    const { sdk, agent } = workshop(lib);
    return errorOf(sdk.run(agent('Late', [{ text: 'Hello' }]), 'Hi', { signal: AbortSignal.abort() }));
  },
};
