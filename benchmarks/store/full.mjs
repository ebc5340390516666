// All figures of README.md, on a machine that does nothing else: node benchmarks/store/full.mjs [--traces 1000000]
// Build first. Writes results/nodeNN-100k.json and results/nodeNN-1m.json, NN being the Node that runs it: what is known
// as it comes, so that a run which is cut off leaves that. By estimate 100,000 traces take 4 minutes, 1,000,000 another 15.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { progress } from './measure.mjs';

const { values: flags } = parseArgs({ options: { traces: { type: 'string', default: '1000000' } } });
const [major] = process.versions.node.split('.');
const most = Number(flags.traces);
const few = Math.min(100_000, most);

const nameOf = (traces) => (traces >= 1_000_000 ? `${traces / 1_000_000}m` : `${traces / 1000}k`);
const runOf = (traces, mlflowTraces) => {
  const json = join(import.meta.dirname, 'results', `node${major}-${nameOf(traces)}.json`);
  return ['run.mjs', '--traces', String(traces), '--mlflow-traces', String(mlflowTraces), '--json', json];
};
const steps = [['cost.mjs', String(Math.min(few, 50_000))], runOf(few, few), ...(most > few ? [runOf(most, 0)] : [])];

for (const [file, ...rest] of steps) {
  progress(`${file} ${rest.join(' ')}`);
  const { status } = spawnSync(process.execPath, [join(import.meta.dirname, file), ...rest], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
