// One subject in a process of its own: measures a sample whenever it is asked to.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { cpuSince, lowerQuartile, median, serve } from '../lib/paired.mjs';
import { scenarios } from './scenarios.mjs';
import { subjects, untraced } from './subjects.mjs';

/** Times as many runs where two clients take turns: what is looked for is a small part of what a call takes. */
const TURNS = 4;

setFlagsFromString('--expose-gc');
const gc = runInNewContext('gc');

const [name, scenario, mode, url, runs] = process.argv.slice(2);
const { answer, units, run, timesItself = false, perRun: few } = scenarios[scenario];
// What is sent is sent in batches of a size as programs send them.
const perRun = url && few > 10 ? few * 10 : few;
const other = mode === 'turns' ? untraced(answer) : undefined;
const subject = await subjects[name](answer, url || undefined);
const flush = subject.flush ?? (async () => {});
const within = (mode.endsWith('parent') && subject.within) || ((work) => work());

/** Calls a number of times; microseconds. */
async function callOften(called) {
  const cpu = process.cpuUsage();
  const start = performance.now();
  let own = 0;
  for (let call = 0; call < perRun; call += 1) {
    const result = await run(called);
    if (timesItself) own += result;
  }
  const wallUs = (timesItself ? own : performance.now() - start) * 1000;
  return { wallUs, callCpuUs: cpuSince(cpu) };
}

/** Calls a number of times; what was recorded is sent after it, outside of that time. */
async function measureRun() {
  let times;
  await within(async () => {
    times = await callOften(subject);
  });
  await flush();
  return times;
}

async function warm(ms) {
  for (const end = performance.now() + ms; performance.now() < end;) await measureRun();
}

/** Microseconds per unit: on the call path, as time and as CPU of all threads, and CPU with flush. */
async function sampleTime() {
  await warm(100);
  const cpu = process.cpuUsage();
  const times = [];
  for (let done = 0; done < Number(runs); done += 1) times.push(await measureRun());
  const perUnit = perRun * units;
  const cpuUs = cpuSince(cpu) / (Number(runs) * perUnit);
  // The median: a run that other programs interrupted says nothing.
  const middle = (key) => median(times.map((time) => time[key])) / perUnit;
  const bestUs = Math.min(...times.map(({ wallUs }) => wallUs)) / perUnit;
  return { wallUs: middle('wallUs'), bestUs, callCpuUs: middle('callCpuUs'), cpuUs };
}

/**
 * Microseconds per unit that the subject takes longer than a client in the same process that nobody traces. Both take
 * turns, each as often right behind a flush as the other. Lower quartiles: other programs interrupt half of the runs.
 */
async function sampleTurns() {
  await takeTurns({ ms: 200 });
  const { ours, theirs } = await takeTurns({ times: Number(runs) * TURNS });
  const perUnit = perRun * units;
  const baseUs = lowerQuartile(theirs) / perUnit;
  const medianUs = (median(ours) - median(theirs)) / perUnit;
  return { addedUs: lowerQuartile(ours) / perUnit - baseUs, medianUs, baseUs };
}

/** Both clients in turns, for a time in milliseconds or that often; microseconds of each run. */
async function takeTurns({ ms = Infinity, times = Infinity }) {
  const taken = { ours: [], theirs: [] };
  const turns = [
    ['ours', subject],
    ['theirs', other],
  ];
  const end = performance.now() + ms;
  for (let done = 0; done < times && performance.now() < end; done += 1) {
    for (const [name, called] of turns) taken[name].push((await callOften(called)).wallUs);
    await flush();
    turns.reverse();
  }
  return taken;
}

/** Bytes allocated per unit on the call path: the young generation is so large that nothing is collected meanwhile. */
async function sampleAllocation() {
  const calls = perRun * 20;
  let bytes = 0;
  await within(async () => {
    gc();
    const before = process.memoryUsage().heapUsed;
    for (let call = 0; call < calls; call += 1) await run(subject);
    bytes = process.memoryUsage().heapUsed - before;
  });
  await flush();
  return { bytes: bytes / (calls * units) };
}

/** Bytes that stay on the heap after many calls and a flush. */
async function sampleGrowth() {
  const before = await heapAtRest();
  for (let call = 0; call < 10_000; call += perRun) await measureRun();
  return { bytes: (await heapAtRest()) - before };
}

async function heapAtRest() {
  for (let round = 0; round < 4; round += 1) {
    gc();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return process.memoryUsage().heapUsed;
}

await (other ? takeTurns({ ms: 2000 }) : warm(mode === 'growth' ? 3000 : 1000));
serve(
  {
    time: sampleTime,
    parent: sampleTime,
    turns: sampleTurns,
    allocation: sampleAllocation,
    'allocation in parent': sampleAllocation,
    growth: sampleGrowth,
  }[mode],
);
