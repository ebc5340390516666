'use strict';
// Things that users do with LangGraph.
const { scriptedModel } = require('./models.cjs');

const stateOf = ({ Annotation }) =>
  Annotation.Root({
    count: Annotation({ reducer: (_, next) => next, default: () => 0 }),
    log: Annotation({ reducer: (log, more) => log.concat(more), default: () => [] }),
  });

const calls = (lib, name, args = {}) =>
  new lib.AIMessage({ content: '', tool_calls: [{ id: `call_${name}`, name, args, type: 'tool_call' }] });

const multiply = (lib, mlflow) =>
  lib.tool(
    async ({ a, b }) => {
      mlflow.startSpan('inside the tool').end();
      return String(a * b);
    },
    { name: 'multiply', description: 'Multiplies.', schema: lib.z.object({ a: lib.z.number(), b: lib.z.number() }) },
  );

const contents = ({ messages }) => messages.map(({ content }) => content);

const fanOut = (lib, mlflow) =>
  new lib.StateGraph(stateOf(lib))
    .addNode('plan', ({ count }) => {
      mlflow.startSpan('inside the node').end();
      return { count: count + 1 };
    })
    .addNode('work', ({ item }) => ({ log: [item] }))
    .addNode('finish', () => new lib.Command({ update: { log: ['finished'] }, goto: lib.END }), { ends: [lib.END] })
    .addEdge(lib.START, 'plan')
    .addConditionalEdges('plan', () => ['a', 'b'].map((item) => new lib.Send('work', { item })), ['work'])
    .addEdge('work', 'finish')
    .compile();

const twoAgents = (lib, second) => {
  const agent = (name, script, tools) => lib.createReactAgent({ llm: scriptedModel(lib, script), tools, name });
  return second(agent);
};

exports.graphScenarios = {
  'a graph with Send, Command and a thread': (lib, { mlflow }) =>
    fanOut(lib, mlflow).invoke({ count: 1 }, { configurable: { thread_id: 'thread-1' } }),
  'a graph as a stream': async (lib, { mlflow }) => {
    const updates = [];
    for await (const update of await fanOut(lib, mlflow).stream({ count: 1 }, { streamMode: 'updates' })) {
      updates.push(update);
    }
    return updates.length;
  },
  'an interrupt and its answer': async (lib) => {
    const graph = new lib.StateGraph(stateOf(lib))
      .addNode('ask', () => ({ log: [lib.interrupt({ question: 'Go on?' })] }))
      .addEdge(lib.START, 'ask')
      .addEdge('ask', lib.END)
      .compile({ checkpointer: new lib.MemorySaver() });
    const config = { configurable: { thread_id: 'thread-2' } };
    await graph.invoke({ count: 0 }, config);
    return graph.invoke(new lib.Command({ resume: 'yes' }), config);
  },
  'a subgraph': (lib) => {
    const inner = new lib.StateGraph(stateOf(lib))
      .addNode('step', () => ({ log: ['inner'] }))
      .addEdge(lib.START, 'step')
      .addEdge('step', lib.END)
      .compile();
    return new lib.StateGraph(stateOf(lib))
      .addNode('child', inner)
      .addEdge(lib.START, 'child')
      .addEdge('child', lib.END)
      .compile()
      .invoke({ count: 1 });
  },
  'a node that fails': (lib) =>
    new lib.StateGraph(stateOf(lib))
      .addNode('fails', () => {
        throw new TypeError('no such thing');
      })
      .addEdge(lib.START, 'fails')
      .addEdge('fails', lib.END)
      .compile()
      .invoke({ count: 1 })
      .then(() => 'no error', String),
  createReactAgent: async (lib, { mlflow }) => {
    const llm = scriptedModel(lib, [calls(lib, 'multiply', { a: 2, b: 3 }), new lib.AIMessage('6')]);
    const agent = lib.createReactAgent({ llm, tools: [multiply(lib, mlflow)] });
    return contents(await agent.invoke({ messages: [new lib.HumanMessage('2 * 3?')] }));
  },
};

/** With packages that the older generation lacks. */
exports.agentScenarios = {
  createAgent: async (lib, { mlflow }) => {
    const model = scriptedModel(lib, [calls(lib, 'multiply', { a: 2, b: 3 }), new lib.AIMessage('6')]);
    const agent = lib.createAgent({ model, tools: [multiply(lib, mlflow)], name: 'calculator' });
    return contents(await agent.invoke({ messages: [new lib.HumanMessage('2 * 3?')] }));
  },
  'a swarm': (lib) =>
    twoAgents(lib, async (agent) => {
      const to = (agentName) => lib.createHandoffTool({ agentName, description: `Ask ${agentName}.` });
      const agents = [
        agent('alice', [calls(lib, 'transfer_to_bob')], [to('bob')]),
        agent('bob', [new lib.AIMessage('Bob here')], [to('alice')]),
      ];
      const swarm = lib.createSwarm({ agents, defaultActiveAgent: 'alice' }).compile();
      return contents(await swarm.invoke({ messages: [new lib.HumanMessage('Bob, please')] }));
    }),
  'a supervisor': (lib) =>
    twoAgents(lib, async (agent) => {
      const llm = scriptedModel(lib, [calls(lib, 'transfer_to_researcher'), new lib.AIMessage('done')]);
      const agents = [agent('researcher', [new lib.AIMessage('facts')], [])];
      const supervisor = lib.createSupervisor({ agents, llm, supervisorName: 'boss' }).compile();
      return contents(await supervisor.invoke({ messages: [new lib.HumanMessage('Go')] }));
    }),
};
