// What tracing adds to calls of the openai client, beside other tracers in the same run:
//   npm ci --prefix benchmarks/openai && npm run build && node benchmarks/openai/run.mjs [--rounds N] [--runs N]
//   [--only PART,...]    measures whose name has one of these parts; [--subjects NAME,...] these subjects beside `none`
//   [--json FILE]        writes what was measured in every round
//   [--clock cpu|best]   for a machine that other work shares: CPU time, or the best run of all instead of medians
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { added, measureSubjects, median } from '../lib/paired.mjs';
import { measurements, PEERS } from './measurements.mjs';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '9' },
    runs: { type: 'string', default: '30' },
    only: { type: 'string', default: '' },
    subjects: { type: 'string' },
    clock: { type: 'string', default: 'wall' },
    json: { type: 'string' },
  },
});

const wanted = values.subjects?.split(',');
const parts = values.only.split(',');
const isWanted = (subject) => !wanted || subject === 'none' || wanted.includes(subject);

async function startSink() {
  const sink = createServer((incoming, response) => {
    incoming.resume().on('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end('{}'));
  });
  await once(sink.listen(0, '127.0.0.1'), 'listening');
  return sink;
}

function measure({ scenario, subjects, mode = 'time', sends = false }, url) {
  // Nothing is collected while allocations are counted: without the first flag the young generation would start small.
  const execArgv = /allocation/.test(mode) ? ['--min-semi-space-size=512', '--max-semi-space-size=512'] : [];
  return measureSubjects(join(import.meta.dirname, 'subject-process.mjs'), subjects, {
    rounds: mode === 'growth' ? 3 : Number(values.rounds),
    args: [scenario, mode, sends ? url : '', values.runs],
    execArgv,
  });
}

const format = (figure, key) => (key === 'bytes' ? `${(figure / 1024).toFixed(1)} KB` : `${figure.toFixed(2)} µs`);

/** What stands in for the time on the wall. */
const CLOCKS = { cpu: 'callCpuUs', best: 'bestUs' };

/** What a subject adds to `base`: medians of differences within a round, of the best runs their difference. */
function addedTo(base, rounds, subject, key) {
  if (key === 'addedUs') return median(rounds.map((samples) => samples[subject].addedUs));
  if (key !== 'bestUs') return added(rounds, subject, key, base);
  const best = (name) => Math.min(...rounds.map((samples) => samples[name].bestUs));
  return best(subject) - best(base);
}

function show({ name, subjects, key, atMost, atMostRatio, base = 'none' }, rounds) {
  const inTurns = key === 'addedUs';
  const baseKey = inTurns ? 'baseUs' : key;
  console.log(`\n${name}: base ${format(median(rounds.map((samples) => samples[base][baseKey])), key)}`);
  const figures = Object.fromEntries(subjects.map((subject) => [subject, addedTo(base, rounds, subject, key)]));
  for (const [subject, figure] of Object.entries(figures)) {
    if (subject !== base || inTurns) console.log(`  ${subject.padEnd(28)} ${format(figure, key)}`);
  }
  const ours = figures.spanwright;
  if (atMost !== undefined) verdict(`${format(ours, key)}, goal: at most ${format(atMost, key)}`, ours <= atMost * 1.3);
  if (atMostRatio !== undefined) {
    const ratio = ours / figures['by hand'];
    verdict(`${ratio.toFixed(2)} of the span by hand, goal: at most ${atMostRatio}`, ratio <= atMostRatio * 1.3);
  }
  const peers = PEERS.filter((peer) => peer in figures).map((peer) => figures[peer]);
  if (peers.length > 0) console.log(`  best peer: ${format(Math.min(...peers), key)}`);
}

function verdict(text, holds) {
  console.log(`  ${holds ? 'holds' : 'FAILS'}: ${text}`);
}

const sink = await startSink();
const measured = {};
try {
  console.log(`node ${process.version}`);
  for (const planned of measurements.filter(({ name }) => parts.some((part) => name.includes(part)))) {
    const key = (planned.key === 'wallUs' && CLOCKS[values.clock]) || planned.key;
    const measurement = { ...planned, key, subjects: planned.subjects.filter(isWanted) };
    const rounds = await measure(measurement, `http://127.0.0.1:${sink.address().port}/v1/traces`);
    show(measurement, rounds);
    measured[measurement.name] = rounds;
  }
  if (values.json) {
    const result = { node: process.version, clock: values.clock, measurements: measured };
    await writeFile(values.json, `${JSON.stringify(result, undefined, 1)}\n`);
  }
} finally {
  sink.close();
}
