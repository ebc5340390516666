'use strict';
// Runs every scenario untraced and traced in this process and prints, as JSON, what differs and what was recorded.
// Arguments: the module format to load the SDK in, and whether openai.autolog() is on too.
const assert = require('node:assert');
const mlflow = require('@spanwright/core');
const { setTraceExporter } = require('@spanwright/core/kit');
const { agentScenarios } = require('./agent-scenarios.cjs');

const [format, withProvider] = process.argv.slice(2);
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

async function outcomeOf(scenario, lib) {
  unhandled.length = 0;
  const outcome = {};
  try {
    outcome.value = await scenario(lib);
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

async function load(name) {
  return format === 'esm' ? import(name) : require(name);
}

async function main() {
  const lib = { sdk: await load('@openai/agents'), openai: await load('openai'), zod: await load('zod'), mlflow };
  const autologs = [require('@spanwright/agents').autolog];
  if (withProvider === 'openai') autologs.push(require('@spanwright/openai').autolog);
  const untraced = {};
  for (const [name, scenario] of Object.entries(agentScenarios))
    untraced[name] = (await outcomeOf(scenario, lib)).outcome;
  const original = lib.sdk.Runner.prototype.run;
  for (const autolog of autologs) autolog({ loader: false });
  const report = {};
  for (const [name, scenario] of Object.entries(agentScenarios)) {
    const { outcome, traces } = await outcomeOf(scenario, lib);
    report[name] = { difference: differenceOf(untraced[name], outcome), traces };
  }
  for (const autolog of autologs) autolog({ disable: true });
  const { traces } = await outcomeOf(agentScenarios['a hand-off'], lib);
  const restored = lib.sdk.Runner.prototype.run === original;
  const text = JSON.stringify({ restored, after: traces.length, report }, (_, value) =>
    typeof value === 'bigint' ? `${value}n` : value,
  );
  process.stdout.write(text);
}

void main();
