// What recording costs, beside the same spans made by hand with OpenTelemetry in the same run:
//   npm ci --prefix benchmarks/core && npm run build && node benchmarks/core/run.mjs [--rounds N] [--chunks N] [--only NAME] [--goals]
import { createServer } from 'node:http';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { tellGoal } from '../lib/goals.mjs';
import { added, measureSubjects } from '../lib/paired.mjs';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '11' },
    chunks: { type: 'string', default: '20' },
    only: { type: 'string' },
    json: { type: 'boolean', default: false },
    goals: { type: 'boolean', default: false },
  },
});

const DROPPED = ['none', 'spanwright', 'opentelemetry'];
const SENT = [
  'none',
  'spanwright to a sink',
  'opentelemetry to a sink',
  'spanwright to a sink, JSON',
  'spanwright to its store',
];

/** Each goal compares what two subjects add, or one with a bound in nanoseconds. */
const measurements = [
  { name: 'call path, tree of 10 spans', scenario: 'tree', subjects: DROPPED, key: 'wallNs', atMost: 0.5 },
  { name: 'call path, the same with promises', scenario: 'async tree', subjects: DROPPED, key: 'wallNs', atMost: 0.5 },
  { name: 'CPU with export, tree of 10 spans', scenario: 'tree', subjects: SENT, key: 'cpuNs', atMost: 0.5 },
  {
    name: 'a wrapped function while tracing is disabled',
    scenario: 'wrapped function',
    subjects: ['none', 'spanwright, disabled'],
    key: 'wallNs',
    atMostNs: 100,
  },
];

async function startSink() {
  const sink = createServer((incoming, response) => {
    incoming.resume().on('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end('{}'));
  });
  await once(sink.listen(0, '127.0.0.1'), 'listening');
  return sink;
}

function measure({ scenario, subjects }, { url, folder }) {
  return measureSubjects(join(import.meta.dirname, 'subject-process.mjs'), subjects, {
    rounds: Number(values.rounds),
    args: [scenario, values.chunks, url],
    env: { MLFLOW_TRACKING_URI: `sqlite:${join(folder, 'traces.db')}` },
  });
}

function show({ name, subjects, key, atMost, atMostNs }, rounds) {
  console.log(`\n${name} (ns per span or call, ${key === 'cpuNs' ? 'CPU of all threads' : 'time on the call path'})`);
  for (const subject of subjects.slice(1))
    console.log(`  ${subject.padEnd(24)} ${added(rounds, subject, key).toFixed(0)}`);
  const [, ours, theirs] = subjects;
  const figure = added(rounds, ours, key);
  const ratio = atMostNs === undefined ? figure / added(rounds, theirs, key) : undefined;
  if (ratio === undefined) console.log(`  goal: at most ${atMostNs} ns`);
  else console.log(`  ratio ${ratio.toFixed(2)}, goal: at most ${atMost}`);
  if (!values.goals) return;
  if (ratio === undefined) tellGoal({ name, figure, atMost: atMostNs, unit: 'ns' });
  else tellGoal({ name, figure: ratio, atMost, unit: 'of by hand' });
}

const sink = await startSink();
const folder = mkdtempSync(join(tmpdir(), 'core-benchmark-'));
try {
  const chosen = measurements.filter(({ name }) => values.only === undefined || name.includes(values.only));
  console.log(`node ${process.version}`);
  for (const measurement of chosen) {
    const rounds = await measure(measurement, { url: `http://127.0.0.1:${sink.address().port}/v1/traces`, folder });
    show(measurement, rounds);
    if (values.json) console.log(JSON.stringify({ node: process.version, measurement: measurement.name, rounds }));
  }
} finally {
  sink.close();
  rmSync(folder, { recursive: true, force: true });
}
