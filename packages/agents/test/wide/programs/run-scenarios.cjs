'use strict';
// Runs every scenario untraced and traced in this process and prints, as JSON, what differs and what was recorded.
// Arguments: the file with the scenarios, the module format to load the library in, and whether openai.autolog() is on too.
const assert = require('node:assert');
const mlflow = require('@spanwright/core');
const { setTraceExporter } = require('@spanwright/core/kit');

const [file, format, withProvider] = process.argv.slice(2);
const { scenarios, libraries, patched, modules = () => [], close = () => {} } = require(`./${file}`);
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
  const lib = { mlflow };
  for (const [name, specifier] of Object.entries(libraries)) lib[name] = await load(specifier);
  const autologs = [require('@spanwright/agents').autolog];
  if (withProvider === 'openai') autologs.push(require('@spanwright/openai').autolog);
  const untraced = {};
  for (const [name, scenario] of Object.entries(scenarios)) untraced[name] = (await outcomeOf(scenario, lib)).outcome;
  const original = patched(lib);
  for (const autolog of autologs) autolog({ loader: false, modules: modules(lib) });
  const report = {};
  for (const [name, scenario] of Object.entries(scenarios)) {
    const { outcome, traces } = await outcomeOf(scenario, lib);
    report[name] = { difference: differenceOf(untraced[name], outcome), traces };
  }
  for (const autolog of autologs) autolog({ disable: true });
  const { traces } = await outcomeOf(Object.values(scenarios)[0], lib);
  await close();
  const restored = patched(lib) === original;
  const text = JSON.stringify({ restored, after: traces.length, report }, (_, value) =>
    typeof value === 'bigint' ? `${value}n` : value,
  );
  process.stdout.write(text);
}

void main();
