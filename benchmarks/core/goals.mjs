// All goals of core in one table; takes about ten minutes, on a machine that does nothing else:
//   npm run build && node benchmarks/core/goals.mjs [--rounds 11] [--traces 50000]
// A goal that is missed by less than 1.3 times counts as met within what a benchmark can tell, and is marked as close.
import { spawnSync } from 'node:child_process';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { goalsIn } from '../lib/goals.mjs';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '11' }, traces: { type: 'string', default: '50000' } },
});
const FAILED = 1.3;

const programs = [
  ['core/import-cost.mjs'],
  ['core/run.mjs', '--rounds', values.rounds],
  ['soak/run.mjs', '--traces', values.traces],
];

function run([file, ...options]) {
  const args = [join(import.meta.dirname, '..', file), '--goals', ...options];
  // The soak ends with an error where a trace is missing; its figures stand all the same.
  return goalsIn(spawnSync(process.execPath, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }).stdout);
}

function verdict({ figure, atMost }) {
  if (figure <= atMost) return 'met';
  return figure <= atMost * FAILED ? 'close' : 'missed';
}

console.log(
  `node ${process.version}, load ${loadavg()[0].toFixed(1)}\n\n| | figure | goal | |\n| --- | --- | --- | --- |`,
);
for (const goal of programs.flatMap(run)) {
  const { name, figure, atMost, unit } = goal;
  console.log(`| ${name} | ${figure.toFixed(2)} ${unit} | ${atMost} ${unit} | ${verdict(goal)} |`);
}
console.log(`\nload ${loadavg()[0].toFixed(1)}`);
