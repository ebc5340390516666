// Speed of the trace store, beside MLflow's layout: node benchmarks/store/run.mjs [--traces 20000] [--mlflow-traces 5000]
// [--samples 200] [--folder /tmp] [--json file] [--database file]. Build first. Every run makes the same traces. What is
// known is written to the JSON file as it comes; no traces of MLflow's layout leave that out. A database is kept, and one
// that an earlier run with as many traces has left is only asked.
import { openTraceStore } from '@spanwright/store';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { agentTrace } from './agent-traces.mjs';
import { ingest, ingestOneByOne, untilIndexed } from './ingest.mjs';
import { machineSpeed, progress, table, warm } from './measure.mjs';
import { measureMlflowLayout } from './mlflow-layout.mjs';
import { measureQueries } from './queries.mjs';

const { values: flags } = parseArgs({
  options: {
    traces: { type: 'string', default: '20000' },
    'mlflow-traces': { type: 'string', default: '5000' },
    samples: { type: 'string', default: '200' },
    folder: { type: 'string', default: tmpdir() },
    json: { type: 'string' },
    database: { type: 'string' },
  },
});
const traces = Number(flags.traces);
const samples = Number(flags.samples);
const mlflowTraces = Number(flags['mlflow-traces']);
const SPANS = 10;

for (let n = 0; n < 1000; n++) agentTrace(n);
const folder = mkdtempSync(join(flags.folder, 'spanwright-bench-'));
const path = flags.database ?? join(folder, 'traces.db');
const isThere = existsSync(path);
const store = openTraceStore({ path, warn: console.error });

const speeds = [machineSpeed()];
const perSecond = (seconds) => Math.round((traces * SPANS) / seconds);
const result = { figures: { node: process.version, traces }, finished: false };

/** Keeps what is known so far: a run that is cut off leaves that. */
function know(figures, more = {}) {
  Object.assign(result.figures, figures);
  Object.assign(result, more);
  if (flags.json) writeFileSync(flags.json, `${JSON.stringify(result, null, 2)}\n`);
  for (const [figure, value] of Object.entries(figures)) progress(`${figure}: ${value}`);
}

/** Stores the traces and has their text indexed; tells what was measured at that. */
async function fill() {
  const memory = spawnSync(process.execPath, [
    '--max-semi-space-size=1',
    join(import.meta.dirname, 'memory.mjs'),
    join(folder, 'memory.db'),
    '6400',
  ]);
  know({ 'memory of the store, MB': Number(memory.stdout.toString()) });
  const written = await ingest(store, traces);
  know({
    'spans/s, batches of 64 traces': perSecond(written.seconds),
    'main thread, µs per span': Number(((written.mainMs * 1000) / (traces * SPANS)).toFixed(2)),
  });
  const queriesBehind = await measureQueries(store, { traces, samples: 2 });
  const indexed = await untilIndexed(store, traces);
  const { bytes } = await store.getStats();
  know(
    {
      'spans/s, until indexed': perSecond(written.seconds + indexed.seconds),
      'CPU of all threads, µs per trace': `${written.cpuPerTrace} to write, ${indexed.cpuPerTrace} to index`,
      'bytes per trace, with text index': Math.round(bytes / traces),
    },
    { queriesBehind },
  );
  return queriesBehind;
}

const queriesBehind = isThere ? {} : await fill();
const { traces: first } = await store.getStats();
const count = Math.min(2000, traces);
// Before the file is read: what was read in large pieces, Linux also writes in large pieces. Where a database is only
// asked, Node.js has compiled nothing yet of what writes.
know({ 'traces/s, one per commit, the first ones': await ingestOneByOne(store, { first, count }) });
know({ 'traces/s, one per commit': await ingestOneByOne(store, { first: first + count, count }) });
await warm(path);
const queries = await measureQueries(store, { traces, samples });
know({}, { queries });
await store.close();
if (!flags.database) rmSync(path);
const mlflow =
  mlflowTraces > 0 &&
  (await measureMlflowLayout(join(folder, 'mlflow.db'), {
    traces: mlflowTraces,
    samples: Math.min(samples, 50),
    makeTrace: agentTrace,
  }));
rmSync(folder, { recursive: true });
speeds.push(machineSpeed());
know(
  { 'JSON.stringify of this machine, MB/s': `${speeds[0]} before, ${speeds[1]} after` },
  { finished: true, ...(mlflow && { mlflowLayout: { traces: mlflowTraces, ...mlflow } }) },
);

console.log(table(Object.entries(result.figures).map(([figure, value]) => ({ figure, value }))));
const row = ([query, { p50, p99 }]) => ({
  query,
  'p50 ms': p50,
  'p99 ms': p99,
  'p50 before indexed': queriesBehind[query]?.p50,
  ...(mlflow && {
    [`MLflow's layout, ${mlflowTraces} traces: p50`]: mlflow[query]?.p50,
    p99: mlflow[query]?.p99,
  }),
});
console.log(`\n${table(Object.entries(queries).map(row))}`);
if (mlflow) {
  const { ingest: spans, bytesPerTrace } = mlflow;
  console.log(`\nMLflow's layout, ${mlflowTraces} traces: ${spans} spans/s, ${bytesPerTrace} bytes per trace`);
}
