// How long the event loop takes from turn to turn.
import { openSync, readSync } from 'node:fs';
import { createHistogram } from 'node:perf_hooks';

const RESOLUTION_MS = 1;
const NS = 1e6;

/**
 * @typedef {object} Delays in nanoseconds
 * @property {import('node:perf_hooks').RecordableHistogram} all
 * @property {import('node:perf_hooks').RecordableHistogram} ours without the time in which other programs had the processor
 */

/** @returns {Delays} */
export function newDelays() {
  return { all: createHistogram(), ours: createHistogram() };
}

/**
 * Records delays until the result is called. Not by `monitorEventLoopDelay`, which counts the time for which it was
 * switched off as one delay.
 * @param {Delays} delays
 */
export function watchDelay({ all, ours }) {
  let last = performance.now();
  let lastWait = waitedMs();
  const timer = setInterval(() => {
    const now = performance.now();
    const wait = waitedMs();
    record(all, now - last);
    record(ours, now - last - (wait - lastWait));
    last = now;
    lastWait = wait;
  }, RESOLUTION_MS);
  return () => clearInterval(timer);
}

function record(histogram, ms) {
  histogram.record(Math.max(1, Math.round(ms * NS)));
}

const waits = openWaits();
const text = Buffer.alloc(128);

/** For how long this thread has waited for a processor, where the system tells. */
function waitedMs() {
  if (waits === undefined) return 0;
  const [, ns] = text.toString('latin1', 0, readSync(waits, text, 0, text.length, 0)).split(' ');
  return Number(ns) / NS;
}

function openWaits() {
  try {
    return openSync(`/proc/self/task/${process.pid}/schedstat`);
  } catch {
    return undefined;
  }
}
