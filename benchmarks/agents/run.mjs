// Time that tracing adds to a run of the OpenAI Agents SDK with a hand-off and three tool calls on a fake model:
//   npm ci --prefix benchmarks/agents
//   node benchmarks/agents/run.mjs [--processes N] [--rounds N] [--runs N] [--only NAME,…]
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { added, addedTimes, measureRounds, median, startSubjects, stopSubjects } from '../lib/paired.mjs';
import { subjects } from './subjects.mjs';

const { values } = parseArgs({
  options: {
    processes: { type: 'string', default: '4' },
    rounds: { type: 'string', default: '40' },
    runs: { type: 'string', default: '50' },
    only: { type: 'string', default: Object.keys(subjects).join() },
  },
});
const OWN = "the SDK's own tracing";

const names = values.only.split(',');

/** Rounds of one process per subject: what the compiler makes of one, and where its memory lies, is a matter of luck. */
async function measuredOnce() {
  const started = await startSubjects(join(import.meta.dirname, 'subject-process.mjs'), names, {
    args: [values.runs],
    env: { OPENAI_AGENTS_DISABLE_TRACING: '' },
  });
  const rounds = await measureRounds(started, Number(values.rounds));
  stopSubjects(started);
  return rounds;
}

/** What a subject adds: the middle of its processes' medians; `quickest batch`: the quickest of all rounds. */
function figures(measured, name) {
  const quickest = (rounds, of) => Math.min(...rounds.map((samples) => samples[of].quickestUs));
  const each = measured.map((rounds) => ({
    ...addedTimes(rounds, name),
    'middle of quickest batches µs': added(rounds, name, 'quickestUs'),
    'quickest batch µs': quickest(rounds, name) - quickest(rounds, 'none'),
  }));
  return Object.fromEntries(Object.keys(each[0]).map((key) => [key, median(each.map((found) => found[key]))]));
}

const measured = [];
for (let processes = 0; processes < Number(values.processes); processes += 1) measured.push(await measuredOnce());
const table = Object.fromEntries(names.map((name) => [name, figures(measured, name)]));
console.log(`node ${process.version}, base ${median(measured.flat().map(({ none }) => none.wallUs)).toFixed(1)} µs`);
console.table(table);
if (table.spanwright && table[OWN]) {
  const ratios = Object.keys(table[OWN]).map(
    (key) => `${key.replace(' µs', '')} ${(table.spanwright[key] / table[OWN][key]).toFixed(2)}`,
  );
  console.log(`of what the SDK's own adds: ${ratios.join(', ')} (goal: at most 1.5)`);
}
console.log(JSON.stringify({ node: process.version, runs: Number(values.runs), measured }));
