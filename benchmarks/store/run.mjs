// Speed of the trace store, beside MLflow's layout: node benchmarks/store/run.mjs [--traces 20000] [--mlflow-traces 5000]
// [--samples 200] [--folder /tmp] [--json file]. Build first. Every run makes the same traces.
import { openTraceStore } from '@spanwright/store';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { agentTrace } from './agent-traces.mjs';
import { ingest, ingestOneByOne, untilIndexed } from './ingest.mjs';
import { machineSpeed, table } from './measure.mjs';
import { measureMlflowLayout } from './mlflow-layout.mjs';
import { measureQueries } from './queries.mjs';

const { values: flags } = parseArgs({
  options: {
    traces: { type: 'string', default: '20000' },
    'mlflow-traces': { type: 'string', default: '5000' },
    samples: { type: 'string', default: '200' },
    folder: { type: 'string', default: tmpdir() },
    json: { type: 'string' },
  },
});
const traces = Number(flags.traces);
const samples = Number(flags.samples);
const mlflowTraces = Number(flags['mlflow-traces']);
const SPANS = 10;

for (let n = 0; n < 1000; n++) agentTrace(n);
const folder = mkdtempSync(join(flags.folder, 'spanwright-bench-'));
const path = join(folder, 'traces.db');
const speedBefore = machineSpeed();
const store = openTraceStore({ path, warn: console.error });

const memory = spawnSync(process.execPath, [
  '--max-semi-space-size=1',
  join(import.meta.dirname, 'memory.mjs'),
  join(folder, 'memory.db'),
  '6400',
]);
const written = await ingest(store, traces);
const queriesBehind = await measureQueries(store, { traces, samples: 2 });
const indexed = await untilIndexed(store, traces);
const bytes = statSync(path).size;
const queries = await measureQueries(store, { traces, samples });
const oneByOne = await ingestOneByOne(store, { first: traces, count: Math.min(2000, traces) });
await store.close();
const mlflow = await measureMlflowLayout(join(folder, 'mlflow.db'), {
  traces: mlflowTraces,
  samples: Math.min(samples, 50),
  makeTrace: agentTrace,
});
rmSync(folder, { recursive: true });

const perSecond = (seconds) => Math.round((traces * SPANS) / seconds);
const figures = {
  node: process.version,
  traces,
  'spans/s, batches of 64 traces': perSecond(written.seconds),
  'spans/s, until indexed': perSecond(written.seconds + indexed.seconds),
  'CPU of all threads, µs per trace': `${written.cpuPerTrace} to write, ${indexed.cpuPerTrace} to index`,
  'traces/s, one per commit': oneByOne,
  'main thread, µs per span': Number(((written.mainMs * 1000) / (traces * SPANS)).toFixed(2)),
  'bytes per trace, with text index': Math.round(bytes / traces),
  'memory of the store, MB': Number(memory.stdout.toString()),
  'JSON.stringify of this machine, MB/s': `${speedBefore} before, ${machineSpeed()} after`,
};
console.log(table(Object.entries(figures).map(([figure, value]) => ({ figure, value }))));
const row = ([query, { p50, p99 }]) => ({
  query,
  'p50 ms': p50,
  'p99 ms': p99,
  'p50 before indexed': queriesBehind[query]?.p50,
  [`MLflow's layout, ${mlflowTraces} traces: p50`]: mlflow[query]?.p50,
  p99: mlflow[query]?.p99,
});
console.log(`\n${table(Object.entries(queries).map(row))}`);
console.log(
  `\nMLflow's layout, ${mlflowTraces} traces: ${mlflow.ingest} spans/s, ${mlflow.bytesPerTrace} bytes per trace`,
);
if (flags.json) {
  const result = { figures, queries, queriesBehind, mlflowLayout: { traces: mlflowTraces, ...mlflow } };
  writeFileSync(flags.json, `${JSON.stringify(result, null, 2)}\n`);
}
