'use strict';
// Runs every scenario untraced and traced in this process and prints, as JSON, what differs. Arguments: the module
// format to load openai in (`esm` or `cjs`), and the provider's base URL.
const assert = require('node:assert');
const { setTraceExporter } = require('@spanwright/core/kit');
const { flush } = require('@spanwright/core');
const { scenarios } = require('./scenarios.cjs');

const [format, baseURL] = process.argv.slice(2);
const unhandled = [];
process.on('unhandledRejection', (reason) => unhandled.push(reason));

async function outcomeOf(scenario, openai) {
  unhandled.length = 0;
  const outcome = {};
  try {
    outcome.value = await scenario(openai, baseURL);
  } catch (error) {
    outcome.error = error;
  }
  await new Promise((resolve) => setTimeout(resolve, 20));
  return { ...outcome, unhandled: unhandled.map(String) };
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
  const openai = format === 'esm' ? await import('openai') : require('openai');
  const { autolog } = format === 'esm' ? await import('@spanwright/openai') : require('@spanwright/openai');
  const untraced = {};
  for (const [name, scenario] of Object.entries(scenarios)) untraced[name] = await outcomeOf(scenario, openai);
  const spans = [];
  setTraceExporter({
    export: async (traces) => void spans.push(...structuredClone(traces).flatMap((trace) => trace.spans)),
    close: async () => {},
  });
  const { create } = openai.OpenAI.Chat.Completions.prototype;
  autolog({ loader: false });
  const report = [];
  for (const [name, scenario] of Object.entries(scenarios)) {
    const traced = await outcomeOf(scenario, openai);
    await flush();
    const difference = differenceOf(untraced[name], traced);
    const ended = spans.splice(0).map((span) => span.endTimeNs !== undefined);
    if (difference || ended.length !== 1 || !ended[0]) report.push({ name, difference, spans: ended });
  }
  autolog({ disable: true });
  const restored = openai.OpenAI.Chat.Completions.prototype.create === create;
  console.log(JSON.stringify({ scenarios: Object.keys(scenarios).length, restored, report }));
}

void main();
