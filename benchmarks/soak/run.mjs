// A long run on the default path: traces into a store in a temporary folder, at a steady pace.
//   npm run soak [-- --traces 1000000 --rate 2000]
// Fails when a trace is missing from the store, or when the heap grows: its size after a full collection in the last
// quarter is more than 10 % over that in the second. What tracing adds to the delay of the event loop is told beside its
// goal; every fifth slice of the run is made with tracing disabled, to have something to compare with.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { parseArgs } from 'node:util';
import { runInNewContext } from 'node:vm';
import { flush, setTrackingUri, tracing, withSpan } from '@spanwright/core';
import { openTraceStore } from '@spanwright/store';
import { tellGoal } from '../lib/goals.mjs';
import { median } from '../lib/paired.mjs';
import { newDelays, watchDelay } from './watch-delay.mjs';

const { values } = parseArgs({
  options: {
    traces: { type: 'string', default: '1000000' },
    rate: { type: 'string', default: '2000' },
    goals: { type: 'boolean', default: false },
  },
});
const TRACES = Number(values.traces);
const TRACES_PER_MS = Number(values.rate) / 1000;
const SLICES = 40;
const PLAIN_EVERY = 5;
const TICK_MS = 5;
/** After a collection, code has to be compiled and warmed again: of the benchmark's making, so delays count after it. */
const SETTLE_MS = 50;
const MOST_GROWTH = 1.1;
const GOAL_MS = 2;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');
const delays = { warmUp: newDelays(), traced: newDelays(), plain: newDelays() };

function answer(n) {
  return withSpan({ name: 'answer', spanType: 'CHAIN', inputs: { question: `Why is the sky blue? ${n}` } }, () => {
    withSpan({ name: 'search', spanType: 'RETRIEVER', inputs: { k: n % 10 } }, () => ({ found: n % 7 }));
    return { answer: 'Air scatters short waves more.', score: 0.5 };
  });
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Makes traces at the wanted pace; a tick that comes late makes up for it, as requests that waited would. */
async function slice(count, delays) {
  let stopWatching = () => {};
  const settling = setTimeout(() => (stopWatching = watchDelay(delays)), SETTLE_MS);
  const start = performance.now();
  for (let made = 0; made < count;) {
    await pause(TICK_MS);
    const due = Math.min(count, Math.floor((performance.now() - start) * TRACES_PER_MS));
    while (made < due) answer(made++);
  }
  clearTimeout(settling);
  stopWatching();
  return performance.now() - start;
}

async function heapAfterFlush() {
  await flush();
  collect();
  return process.memoryUsage().heapUsed;
}

async function run() {
  const heaps = [];
  let busyMs = 0;
  const perSlice = Math.ceil(TRACES / SLICES);
  for (let index = 0; index < SLICES; index += 1) {
    busyMs += await slice(perSlice, index === 0 ? delays.warmUp : delays.traced);
    heaps.push(await heapAfterFlush());
    if (index % PLAIN_EVERY !== PLAIN_EVERY - 1) continue;
    tracing.disable();
    await slice(perSlice, delays.plain);
    tracing.enable();
  }
  return { heaps, made: perSlice * SLICES, rate: (perSlice * SLICES) / (busyMs / 1000) };
}

async function storedIn(path) {
  const store = openTraceStore({ path });
  const { traces } = await store.getStats();
  await store.close();
  return traces;
}

const quarter = (heaps, index) => median(heaps.slice((index * SLICES) / 4, ((index + 1) * SLICES) / 4));
const ms = (nanoseconds) => (nanoseconds / 1e6).toFixed(2);
const mb = (bytes) => (bytes / 1e6).toFixed(2);

const folder = mkdtempSync(join(tmpdir(), 'spanwright-soak-'));
try {
  const path = join(folder, 'traces.db');
  setTrackingUri(`sqlite:${path}`);
  const { heaps, made, rate } = await run();
  const stored = await storedIn(path);
  const [second, last] = [quarter(heaps, 1), quarter(heaps, 3)];
  const [traced, plain] = [delays.traced.all.percentile(99), delays.plain.all.percentile(99)];
  const [ours, alone] = [delays.traced.ours.percentile(99), delays.plain.ours.percentile(99)];
  console.log(`node ${process.version}, ${made} traces of 2 spans at ${rate.toFixed(0)} a second, ${stored} stored`);
  console.log(
    `heap after collection: quarters ${[0, 1, 2, 3].map((index) => mb(quarter(heaps, index))).join(', ')} MB`,
  );
  console.log(`delay of the event loop, p99: ${ms(traced)} ms, without tracing ${ms(plain)} ms`);
  console.log(`added: ${ms(traced - plain)} ms (goal: under ${GOAL_MS} ms)`);
  console.log(`added without waiting for a processor that other programs have: ${ms(ours - alone)} ms`);
  if (values.goals) {
    tellGoal({
      name: 'heap of the last quarter to that of the second',
      figure: last / second,
      atMost: MOST_GROWTH,
      unit: 'times',
    });
    tellGoal({
      name: 'delay of the event loop, p99 added',
      figure: (traced - plain) / 1e6,
      atMost: GOAL_MS,
      unit: 'ms',
    });
  }
  if (stored !== made) console.error(`${made - stored} traces are missing`);
  if (last > second * MOST_GROWTH) console.error('the heap grows');
  process.exitCode = stored === made && last <= second * MOST_GROWTH ? 0 : 1;
} finally {
  await flush();
  rmSync(folder, { recursive: true, force: true });
}
