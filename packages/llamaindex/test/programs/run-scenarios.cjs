'use strict';
// Runs every scenario and prints, as JSON, what the program sees of each. Arguments: the module format to load the
// libraries in (`esm` or `cjs`), the provider's base URL, and the file that a traced run writes its traces to; without
// one the run is untraced.
const crypto = require('node:crypto');
const { writeFileSync } = require('node:fs');
const { inspect } = require('node:util');
const { serialize } = require('node:v8');
const { syncBuiltinESMExports } = require('node:module');

const [format, baseURL, tracesFile] = process.argv.slice(2);
const names = { llamaindex: 'llamaindex', openai: '@llamaindex/openai', workflow: '@llamaindex/workflow' };
const ASYNC_CONTEXT = '@llamaindex/workflow-core/async-context';
const unhandled = [];
process.on('unhandledRejection', (reason) => unhandled.push(String(reason)));

// Ids of nodes and events that are the same in every run.
let made = 0;
crypto.randomUUID = () => `00000000-0000-4000-8000-${String((made += 1)).padStart(12, '0')}`;
syncBuiltinESMExports();

const load = (name) => (format === 'esm' ? import(name) : require(name));

async function outcomeOf(scenario, lib, mlflow) {
  made = 0;
  unhandled.length = 0;
  const outcome = {};
  try {
    outcome.value = await scenario(lib, baseURL, mlflow);
  } catch (error) {
    outcome.error = error;
  }
  await new Promise((resolve) => setTimeout(resolve, 20));
  return inspect({ ...outcome, unhandled }, { depth: 12, maxArrayLength: 100, maxStringLength: 2000, sorted: true });
}

async function main() {
  const lib = {};
  for (const [key, name] of Object.entries(names)) lib[key] = await load(name);
  const untraced = { withSpan: (_name, work) => work() };
  const mlflow = tracesFile === undefined ? untraced : await load('@spanwright/core');
  const { scenarios } = require('./scenarios/scenarios.cjs');
  const traces = {};
  const run = tracesFile === undefined ? undefined : await tracedRun(traces, mlflow);
  const seen = {};
  for (const [name, scenario] of Object.entries(scenarios)) {
    seen[name] = await outcomeOf(scenario, lib, mlflow);
    await run?.finish(name);
  }
  if (run) writeFileSync(tracesFile, serialize({ traces, restored: run.undo() }));
  console.log(JSON.stringify(seen));
}

async function tracedRun(traces, { flush }) {
  const { setTraceExporter } = await load('@spanwright/core/kit');
  const { autolog } = await load('@spanwright/llamaindex');
  let collected = [];
  const before = await patchable();
  setTraceExporter({
    export: async (batch) => void collected.push(...structuredClone(batch)),
    close: async () => {},
  });
  autolog({ loader: false });
  return {
    async finish(name) {
      await flush();
      traces[name] = merged(collected);
      collected = [];
    },
    /** Names of what is not as it was before. */
    undo() {
      autolog({ disable: true });
      return before.filter(({ owner, key, value }) => owner[key] !== value).map(({ key }) => key);
    },
  };
}

/** Every method of every class of the library, as it is now. */
async function patchable() {
  const modules = await Promise.all([...Object.values(names), '@llamaindex/core/global', ASYNC_CONTEXT].map(load));
  const classes = modules.flatMap((exports) => [...Object.values(exports), exports.AsyncContext?.Variable]);
  const owners = classes.filter((value) => typeof value === 'function').flatMap((value) => [value, value.prototype]);
  return owners.filter(Boolean).flatMap((owner) =>
    Object.entries(Object.getOwnPropertyDescriptors(owner))
      .filter(([, { value }]) => typeof value === 'function')
      .map(([key, { value }]) => ({ owner, key, value })),
  );
}

/** Spans that come late are a part of their trace by themselves. */
function merged(parts) {
  const whole = new Map();
  for (const { info, spans } of parts)
    whole.set(info.traceId, { info, spans: [...(whole.get(info.traceId)?.spans ?? []), ...spans] });
  return [...whole.values()];
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
