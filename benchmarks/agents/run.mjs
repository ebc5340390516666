// Time that tracing adds to a run of the OpenAI Agents SDK with a hand-off and three tool calls on a fake model:
//   npm ci --prefix benchmarks/agents && node benchmarks/agents/run.mjs [--rounds N] [--runs N] [--only NAME,…]
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { addedTimes, measureRounds, median, startSubjects, stopSubjects } from '../lib/paired.mjs';
import { subjects } from './subjects.mjs';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '11' },
    runs: { type: 'string', default: '300' },
    only: { type: 'string', default: Object.keys(subjects).join() },
  },
});
const OWN = "the SDK's own tracing";

const names = values.only.split(',');
const started = await startSubjects(join(import.meta.dirname, 'subject-process.mjs'), names, {
  args: [values.runs],
  env: { OPENAI_AGENTS_DISABLE_TRACING: '' },
});
const rounds = await measureRounds(started, Number(values.rounds));
stopSubjects(started);

/** The quickest batch of all rounds: what is left where much else runs on the machine. */
const quickest = (name) => Math.min(...rounds.map((samples) => samples[name].quickestUs));
const table = Object.fromEntries(
  names.map((name) => [name, { ...addedTimes(rounds, name), 'quickest batch µs': quickest(name) - quickest('none') }]),
);
const ratio = (key) => (table.spanwright[key] / table[OWN][key]).toFixed(2);
console.log(`node ${process.version}, base ${median(rounds.map(({ none }) => none.wallUs)).toFixed(1)} µs`);
console.table(table);
if (table.spanwright && table[OWN])
  console.log(
    `of the SDK's own: wall ${ratio('wall µs')}, CPU ${ratio('CPU µs')}, quickest batch ${ratio('quickest batch µs')} (goal: at most 1.5)`,
  );
console.log(JSON.stringify({ node: process.version, runs: Number(values.runs), rounds }));
