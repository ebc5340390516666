import { parseFilter } from '@spanwright/core/model';
import { agentTrace } from './agent-traces.mjs';
import { cpuMicroseconds, progress } from './measure.mjs';

const BATCH = 64;
const IN_FLIGHT = 2;

const SPANS = 10;

const rate = (traces, started) => Math.round((traces * SPANS * 1000) / (performance.now() - started));
const batchFrom = (first, end) => Array.from({ length: Math.min(BATCH, end - first) }, (_, i) => agentTrace(first + i));

/** Stores the traces from number `first` on as fast as it goes, and says ten times how far it is; tells seconds, processor time, and milliseconds of the calls in this thread. */
export async function ingest(store, traces, first = 0) {
  const inFlight = new Set();
  let mainMs = 0;
  const cpu = cpuMicroseconds();
  const started = performance.now();
  const tenth = traces / 10;
  for (let n = first; n < traces; n += BATCH) {
    if (n % tenth < BATCH && n - first >= tenth)
      progress(`${n} traces stored, ${rate(n - first, started)} spans/s so far`);
    const batch = batchFrom(n, traces);
    if (inFlight.size >= IN_FLIGHT) await Promise.race(inFlight);
    const before = performance.now();
    const stored = store.append(batch);
    mainMs += performance.now() - before;
    inFlight.add(stored);
    void stored.then(() => inFlight.delete(stored));
  }
  await Promise.all(inFlight);
  return {
    seconds: (performance.now() - started) / 1000,
    cpuPerTrace: Math.round(cpuMicroseconds(cpu) / traces),
    mainMs,
  };
}

/** Stores traces one after the other, each when the one before is committed; returns traces per second. */
export async function ingestOneByOne(store, { first, count }) {
  const started = performance.now();
  for (let n = first; n < first + count; n++) await store.append([agentTrace(n)]);
  return Math.round(count / ((performance.now() - started) / 1000));
}

/** Waits until the text index has all that is worth indexing; tells seconds and processor time. */
export async function untilIndexed(store, traces) {
  const filter = parseFilter("trace.text LIKE '%zzzqqq%'");
  const cpu = cpuMicroseconds();
  const started = performance.now();
  for (let turns = 0; ;) {
    // What is not indexed has to be looked at: in so little time only the last few can be.
    const page = await store.searchTraces({ filter, timeBudgetMs: 15 });
    if (page.nextPageToken === undefined) {
      const seconds = (performance.now() - started) / 1000;
      return { seconds, cpuPerTrace: Math.round(cpuMicroseconds(cpu) / traces) };
    }
    if (++turns % 20 === 0) progress(`indexing text for ${Math.round((performance.now() - started) / 1000)} s`);
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}
