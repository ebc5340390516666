// All figures of README.md, on a machine that does nothing else; half an hour: node benchmarks/store/full.mjs
// Build first. Writes results/nodeNN-100k.json and results/nodeNN-1m.json, NN being the Node that runs it.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const [major] = process.versions.node.split('.');

for (const [name, traces] of [
  ['100k', 100_000],
  ['1m', 1_000_000],
]) {
  const json = join(import.meta.dirname, 'results', `node${major}-${name}.json`);
  const flags = ['--traces', String(traces), '--mlflow-traces', '100000', '--json', json];
  for (const [file, ...rest] of [
    ['cost.mjs', String(Math.min(traces, 50_000))],
    ['run.mjs', ...flags],
  ]) {
    const { status } = spawnSync(process.execPath, [join(import.meta.dirname, file), ...rest], { stdio: 'inherit' });
    if (status !== 0) process.exit(status ?? 1);
  }
}
