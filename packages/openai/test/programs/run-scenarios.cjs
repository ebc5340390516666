'use strict';
// Runs every scenario untraced and traced in this process and prints, as JSON, what differs and which spans there were.
// Arguments: the module format to load openai in (`esm` or `cjs`), and the provider's base URL.
const assert = require('node:assert');
const { setTimeout: pause } = require('node:timers/promises');
const { setTraceExporter } = require('@spanwright/core/kit');
const { flush } = require('@spanwright/core');
const { isPossible, scenarios, spans: expectedSpans } = require('./scenarios.cjs');
const { manyStreams, STREAMS } = require('./many-streams.cjs');

const [format, baseURL] = process.argv.slice(2);
const all = { ...scenarios, [`${STREAMS} streams at once`]: manyStreams };
const expected = { ...expectedSpans, [`${STREAMS} streams at once`]: STREAMS };
const TURNS = 10;
const TURN_MS = 2;
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
  // Turns of the event loop, not time alone: a process that stalls has time pass without them.
  for (let turn = 0; turn < TURNS; turn += 1) await pause(TURN_MS);
  return { ...outcome, unhandled: unhandled.map(String) };
}

/** What was recorded, once all is there that is expected; what is missing after a long while is seen to be missing. */
async function recordedSpans(spans, count) {
  await flush();
  for (let turn = 0; turn < 1000 && spans.length < count; turn += 1) {
    await pause(10);
    await flush();
  }
  return spans.splice(0);
}

function differenceOf(untraced, traced) {
  try {
    assert.deepStrictEqual(traced, untraced);
    return undefined;
  } catch (error) {
    return error.message;
  }
}

/** What of a span is the same in every major of the library. */
function summaryOf({ name, status, attributes, events }) {
  const tokens = attributes['mlflow.chat.tokenUsage'];
  const reason = attributes['spanwright.endReason'];
  const retries = events.filter((event) => event.name === 'retry').map((event) => JSON.stringify(event.attributes));
  return [name, attributes['mlflow.spanType'], status.code, reason, tokens?.total_tokens, ...retries]
    .filter(Boolean)
    .join(' ');
}

async function main() {
  const openai = format === 'esm' ? await import('openai') : require('openai');
  const { autolog } = format === 'esm' ? await import('@spanwright/openai') : require('@spanwright/openai');
  const possible = Object.entries(all).filter(([name]) => isPossible(openai, name));
  const untraced = {};
  for (const [name, scenario] of possible) untraced[name] = await outcomeOf(scenario, openai);
  const spans = [];
  setTraceExporter({
    export: async (traces) => void spans.push(...structuredClone(traces).flatMap((trace) => trace.spans)),
    close: async () => {},
  });
  const { create } = openai.OpenAI.Chat.Completions.prototype;
  autolog({ loader: false });
  const report = [];
  const summaries = {};
  for (const [name, scenario] of possible) {
    const traced = await outcomeOf(scenario, openai);
    const difference = differenceOf(untraced[name], traced);
    const count = expected[name] ?? 1;
    const recorded = await recordedSpans(spans, count);
    const open = recorded.filter(({ endTimeNs }) => endTimeNs === undefined).length;
    if (difference || open > 0 || recorded.length !== count)
      report.push({ name, difference, open, spans: recorded.map(summaryOf) });
    summaries[name] = [...new Set(recorded.map(summaryOf))].sort();
  }
  autolog({ disable: true });
  const restored = openai.OpenAI.Chat.Completions.prototype.create === create;
  console.log(JSON.stringify({ restored, report, summaries }));
}

void main();
