'use strict';
// Runs every case of conformance-cases.cjs and prints, as JSON, what it gave and the traces that the store has of it.
// Arguments: the generation of LangChain, the module format to load it in, the provider's base URL, and how traces are
// logged: `async` or `sync`.
const { setTimeout: pause } = require('node:timers/promises');
const mlflow = require('@spanwright/core');
const { cases } = require('./conformance-cases.cjs');
const { loadLibrary } = require('./library.cjs');

const [generation, format, baseURL, logging] = process.argv.slice(2);
const [langchain, openai] = ['@spanwright/langchain', '@spanwright/openai'].map((name) => require(name));

/** The traces of an experiment. Logged synchronously, they are there without being waited for. */
async function tracesOf(experimentId) {
  // Turns of the event loop for what ends later: a process that stalls has time pass without them.
  for (let turn = 0; turn < 15; turn += 1) await pause(2);
  if (logging === 'async') await mlflow.flush();
  const search = { experimentIds: [experimentId], returnType: 'list', maxResults: 100, orderBy: ['timestamp_ms ASC'] };
  const found = await mlflow.searchTraces(search);
  return found.map((trace) => trace.toJSON());
}

async function main() {
  const lib = await loadLibrary(generation, (name) => (format === 'esm' ? import(name) : require(name)));
  mlflow.config.enableAsyncLogging(logging === 'async');
  langchain.autolog({ loader: false });
  const options = { apiKey: 'k', maxRetries: 0, configuration: { baseURL } };
  const tools = {
    langchain,
    mlflow,
    openai,
    model: (model, more) => new lib.ChatOpenAI({ ...options, model, ...more }),
  };
  const report = {};
  for (const [number, run] of Object.entries(cases)) {
    const { experimentId } = await mlflow.setExperiment(`case ${number}`);
    const given = await run(lib, tools);
    report[number] = { given, traces: await tracesOf(experimentId) };
  }
  process.stdout.write(JSON.stringify(report));
}

void main();
