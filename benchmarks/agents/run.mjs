// Time that tracing adds to a run of the OpenAI Agents SDK with a hand-off and three tool calls on a fake model:
//   npm ci --prefix benchmarks/agents && node benchmarks/agents/run.mjs [--rounds N] [--runs N] [--only NAME,…]
// One process per subject. In every round all subjects are measured one after another, in reverse order every other
// round; each figure is the median over the rounds of the difference to `none` of the same round.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { subjects } from './subjects.mjs';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '11' },
    runs: { type: 'string', default: '300' },
    only: { type: 'string', default: Object.keys(subjects).join() },
  },
});
const OWN = "the SDK's own tracing";

async function start(name) {
  const child = fork(join(import.meta.dirname, 'subject-process.mjs'), [name, values.runs], {
    env: { ...process.env, OPENAI_AGENTS_DISABLE_TRACING: '' },
  });
  await once(child, 'message');
  return child;
}

async function measure(child) {
  child.send('sample');
  const [result] = await once(child, 'message');
  return result;
}

async function measureRounds(children) {
  const rounds = [];
  for (let round = 0; round < Number(values.rounds); round += 1) {
    const results = {};
    const order = round % 2 === 0 ? children : children.toReversed();
    for (const [name, child] of order) results[name] = await measure(child);
    rounds.push(results);
  }
  return rounds;
}

const median = (numbers) => {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

function addedUs(rounds, name, key) {
  return median(rounds.map((results) => results[name][key] - results.none[key]));
}

const children = [];
for (const name of values.only.split(',')) children.push([name, await start(name)]);
const rounds = await measureRounds(children);
for (const [, child] of children) child.send('stop');

const table = Object.fromEntries(
  children.map(([name]) => [
    name,
    {
      'wall µs': addedUs(rounds, name, 'wallUs'),
      'CPU µs': addedUs(rounds, name, 'callCpuUs'),
      'CPU with flush µs': addedUs(rounds, name, 'cpuUs'),
    },
  ]),
);
const ratio = (key) => (table.spanwright[key] / table[OWN][key]).toFixed(2);
console.log(`node ${process.version}, base ${median(rounds.map((results) => results.none.wallUs)).toFixed(1)} µs`);
console.table(table);
if (table.spanwright && table[OWN])
  console.log(`of the SDK's own: wall ${ratio('wall µs')}, CPU ${ratio('CPU µs')} (goal: at most 1.5)`);
console.log(JSON.stringify({ node: process.version, runs: Number(values.runs), rounds }));
