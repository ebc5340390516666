// What benchmarks share: one process per subject, all measured one after another in every round (in reverse order every
// other round), figures as medians of differences within a round. See benchmarks/core/README.md for the reasons.
import { fork } from 'node:child_process';

/** What V8 makes of the same code differs between processes of the same subject, and stays as it is within one. */
const ROUNDS_PER_PROCESS = 3;

/**
 * @typedef {Readonly<Record<string, number>>} Sample
 * @typedef {{ name: string, child: import('node:child_process').ChildProcess }} Subject
 */

/**
 * Starts a process per subject with the arguments `[name, ...args]`; resolves when all have called `serve`.
 * @param {string} file
 * @param {readonly string[]} names
 * @param {{ args?: readonly string[], env?: Readonly<Record<string, string>>, execArgv?: string[] }} [options] `execArgv`:
 * flags of Node.js
 * @returns {Promise<Subject[]>}
 */
export async function startSubjects(file, names, { args = [], env = {}, execArgv = [] } = {}) {
  const subjects = [];
  for (const name of names) {
    const child = fork(file, [name, ...args], { env: { ...process.env, ...env }, execArgv });
    await answer(child, name);
    subjects.push({ name, child });
  }
  return subjects;
}

/**
 * Measures all subjects in so many rounds, every three of them in processes of their own; as `startSubjects` otherwise.
 * @param {string} file
 * @param {readonly string[]} names
 * @param {{ rounds: number } & Parameters<typeof startSubjects>[2]} options
 */
export async function measureSubjects(file, names, { rounds, ...options }) {
  const measured = [];
  while (measured.length < rounds) {
    const started = await startSubjects(file, names, options);
    measured.push(...(await measureRounds(started, Math.min(ROUNDS_PER_PROCESS, rounds - measured.length))));
    stopSubjects(started);
  }
  return measured;
}

/**
 * Measures all subjects in each round.
 * @param {readonly Subject[]} subjects
 * @param {number} count
 * @returns {Promise<Readonly<Record<string, Sample>>[]>}
 */
export async function measureRounds(subjects, count) {
  const rounds = [];
  for (let round = 0; round < count; round += 1) {
    const samples = {};
    for (const { name, child } of round % 2 === 0 ? subjects : subjects.toReversed()) {
      child.send('sample');
      samples[name] = await answer(child, name);
    }
    rounds.push(samples);
  }
  return rounds;
}

/** Ends the subjects' processes. */
export function stopSubjects(subjects) {
  for (const { child } of subjects) child.send('stop');
}

/**
 * What a subject adds: the median over the rounds of the difference to `base` in the same round.
 * @param {readonly Readonly<Record<string, Sample>>[]} rounds
 */
export function added(rounds, name, key, base = 'none') {
  return median(rounds.map((samples) => samples[name][key] - samples[base][key]));
}

/** What a subject adds to a call, in microseconds: on the wall, and CPU of all threads without and with a flush. */
export function addedTimes(rounds, name) {
  return {
    'wall µs': added(rounds, name, 'wallUs'),
    'CPU µs': added(rounds, name, 'callCpuUs'),
    'CPU with flush µs': added(rounds, name, 'cpuUs'),
  };
}

/** The middle of some numbers. */
export function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** What a quarter of some numbers does not exceed. */
export function lowerQuartile(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor((numbers.length - 1) / 4)];
}

/** In a subject's process: calls `sample` whenever a figure is wanted. */
export function serve(sample) {
  process.on('message', async (message) => {
    if (message === 'stop') process.exit();
    process.send(await sample());
  });
  process.send('ready');
}

/** CPU time of all threads of this process since `before`, a result of `process.cpuUsage()`; microseconds. */
export function cpuSince(before) {
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

function answer(child, name) {
  return new Promise((resolve, reject) => {
    const ended = (code) => reject(new Error(`the subject ${name} ended with ${code}`));
    child.once('exit', ended);
    child.once('message', (message) => {
      child.off('exit', ended);
      resolve(message);
    });
  });
}
