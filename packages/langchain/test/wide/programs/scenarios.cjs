'use strict';
// The suite of one generation of LangChain, against the provider at `baseURL`.
const { chainScenarios } = require('./chain-scenarios.cjs');
const { agentScenarios, graphScenarios } = require('./graph-scenarios.cjs');
const { loadLibrary } = require('./library.cjs');
const { modelScenarios } = require('./model-scenarios.cjs');

module.exports = ({ generation, baseURL }) => ({
  scenarios: Object.fromEntries(
    Object.entries({
      ...chainScenarios,
      ...modelScenarios,
      ...graphScenarios,
      ...(generation === 'langchain1' && agentScenarios),
    }).map(([name, scenario]) => [name, ({ tools, ...lib }) => scenario(lib, tools)]),
  ),
  libraries: async (load) => ({ ...(await loadLibrary(generation, load)), openai: await load('openai') }),
  prepare({ mlflow, openai, ...lib }) {
    const options = { apiKey: 'k', maxRetries: 0 };
    const tools = {
      mlflow,
      client: new openai.OpenAI({ ...options, baseURL }),
      model: (model, more) => new lib.ChatOpenAI({ ...options, model, configuration: { baseURL }, ...more }),
    };
    return { ...lib, tools };
  },
  patched: ({ CallbackManager, RunnableSequence }) => [
    CallbackManager._configureSync,
    RunnableSequence.prototype.invoke,
    RunnableSequence.prototype.stream,
  ],
});
