'use strict';
// Runs every scenario untraced and traced in this process and prints, as JSON, what differs and what was recorded.
// Arguments: the generation of LangChain, the module format to load it in, and the provider's base URL.
const assert = require('node:assert');
const mlflow = require('@spanwright/core');
const { setTraceExporter } = require('@spanwright/core/kit');
const { chainScenarios } = require('./chain-scenarios.cjs');
const { agentScenarios, graphScenarios } = require('./graph-scenarios.cjs');
const { loadLibrary } = require('./library.cjs');
const { modelScenarios } = require('./model-scenarios.cjs');

const [generation, format, baseURL] = process.argv.slice(2);
const scenarios = {
  ...chainScenarios,
  ...modelScenarios,
  ...graphScenarios,
  ...(generation === 'langchain1' && agentScenarios),
};
const unhandled = [];
process.on('unhandledRejection', (reason) => unhandled.push(String(reason)));

const collected = new Map();
setTraceExporter({
  async export(traces) {
    for (const { info, spans } of structuredClone(traces)) {
      const earlier = collected.get(info.traceId)?.spans ?? [];
      collected.set(info.traceId, { info, spans: [...earlier, ...spans] });
    }
  },
  close: async () => {},
});

async function takeTraces() {
  await new Promise((resolve) => setTimeout(resolve, 30));
  await mlflow.flush();
  const traces = [...collected.values()];
  collected.clear();
  return traces;
}

async function outcomeOf(scenario, lib, tools) {
  unhandled.length = 0;
  const outcome = {};
  try {
    outcome.value = await scenario(lib, tools);
  } catch (error) {
    outcome.error = error;
  }
  const traces = await takeTraces();
  return { outcome: { ...outcome, unhandled: [...unhandled] }, traces };
}

function differenceOf(untraced, traced) {
  try {
    assert.deepStrictEqual(traced, untraced);
    return undefined;
  } catch (error) {
    return error.message;
  }
}

async function main() {
  const lib = await loadLibrary(generation, format);
  const openai = format === 'esm' ? await import('openai') : require('openai');
  const integrations = ['@spanwright/langchain', '@spanwright/openai'];
  const autologs = integrations.map((name) => require(name).autolog);
  const options = { apiKey: 'k', maxRetries: 0 };
  const tools = {
    mlflow,
    client: new openai.OpenAI({ ...options, baseURL }),
    model: (model, more) => new lib.ChatOpenAI({ ...options, model, configuration: { baseURL }, ...more }),
  };
  const untraced = {};
  for (const [name, scenario] of Object.entries(scenarios))
    untraced[name] = (await outcomeOf(scenario, lib, tools)).outcome;
  const { _configureSync: original } = lib.CallbackManager;
  const { invoke, stream } = lib.RunnableSequence.prototype;
  for (const autolog of autologs) autolog({ loader: false });
  const report = {};
  for (const [name, scenario] of Object.entries(scenarios)) {
    const { outcome, traces } = await outcomeOf(scenario, lib, tools);
    report[name] = { difference: differenceOf(untraced[name], outcome), traces };
  }
  for (const autolog of autologs) autolog({ disable: true });
  const { traces: after } = await outcomeOf(chainScenarios['a chain'], lib, tools);
  const restored =
    lib.CallbackManager._configureSync === original &&
    lib.RunnableSequence.prototype.invoke === invoke &&
    lib.RunnableSequence.prototype.stream === stream;
  const text = JSON.stringify({ restored, after: after.length, report }, (_, value) =>
    typeof value === 'bigint' ? `${value}n` : value,
  );
  process.stdout.write(text);
}

void main();
