'use strict';
const { model } = require('./library.cjs');

const city = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] };

/** A tool in which the program has a span of its own. */
const weatherTool = ({ llamaindex }, { withSpan }, look = () => 'rain, 9 degrees') =>
  llamaindex.tool(({ city: name }) => withSpan('look up', async () => look(name)), {
    name: 'get_weather',
    description: 'Current weather of a city',
    parameters: city,
  });

const weatherAgent = (lib, url, tool) =>
  lib.workflow.agent({
    name: 'forecaster',
    description: 'Knows the weather',
    llm: model(lib, url),
    tools: [tool],
    systemPrompt: 'You know the weather.',
  });

/** What of the last event is the program's business: its state holds the whole workflow. */
const resultOf = ({ data: { result, message } }) => ({ result, message });

/** Two agents, of which the first hands every question about the weather to the second. */
function travelAgents(lib, url, mlflow) {
  const forecaster = new lib.workflow.FunctionAgent({
    name: 'forecaster',
    description: 'Knows the weather',
    llm: model(lib, url),
    tools: [weatherTool(lib, mlflow)],
    systemPrompt: 'You know the weather.',
  });
  const guide = new lib.workflow.FunctionAgent({
    name: 'guide',
    description: 'Plans journeys',
    llm: model(lib, url),
    tools: [],
    canHandoffTo: [forecaster],
    systemPrompt: 'You plan journeys.',
  });
  return lib.workflow.multiAgent({ agents: [guide, forecaster], rootAgent: guide });
}

module.exports = {
  'an agent with a tool': async (lib, url, mlflow) =>
    resultOf(await weatherAgent(lib, url, weatherTool(lib, mlflow)).run('What is the weather in Bergen?')),
  'an agent whose tool fails': async (lib, url, mlflow) => {
    const broken = weatherTool(lib, mlflow, () => {
      throw new RangeError('no station there');
    });
    return resultOf(await weatherAgent(lib, url, broken).run('What is the weather in Atlantis?'));
  },
  'an agent in a stream': async (lib, url, mlflow) => {
    const { agentStreamEvent } = lib.workflow;
    const deltas = [];
    const stream = weatherAgent(lib, url, weatherTool(lib, mlflow)).runStream('What is the weather in Bergen?');
    for await (const event of stream) if (agentStreamEvent.include(event)) deltas.push(event.data.delta);
    return deltas;
  },
  'an agent left early': async (lib, url, mlflow) => {
    const stream = weatherAgent(lib, url, weatherTool(lib, mlflow)).runStream('What is the weather in Bergen?');
    const { agentOutputEvent } = lib.workflow;
    for await (const event of stream) {
      const isAnswer = agentOutputEvent.include(event) && event.data.toolCalls.length === 0;
      if (isAnswer) return event.data.response;
    }
  },
  'an agent whose model fails': async (lib, url, mlflow) => {
    const llm = model(lib, url, { model: 'chat-error-401' });
    const failed = new Promise((resolve) => process.once('unhandledRejection', resolve));
    void lib.workflow.agent({ name: 'forecaster', llm, tools: [weatherTool(lib, mlflow)] }).run('What is the weather?');
    return (await failed).message;
  },
  'two agents with a hand-off': async (lib, url, mlflow) =>
    resultOf(await travelAgents(lib, url, mlflow).run('Should I take an umbrella to Bergen?')),
};
