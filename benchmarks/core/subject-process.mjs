// One subject in a process of its own: measures a sample whenever it is asked to.
import { cpuSince, median, serve } from '../lib/paired.mjs';
import { scenarios } from './scenarios.mjs';
import { subjects } from './subjects.mjs';

const [name, scenario, chunks, url] = process.argv.slice(2);
const tracer = await subjects[name](url);
const { units, perChunk, make } = scenarios[scenario];
const call = make(tracer);

/** Calls a number of times; milliseconds. What was recorded is sent after it, outside of that time. */
async function chunk() {
  const start = performance.now();
  const settled = call(perChunk);
  if (settled) await settled;
  const ms = performance.now() - start;
  await tracer.flush();
  return ms;
}

async function warm(ms) {
  for (const end = performance.now() + ms; performance.now() < end;) await chunk();
}

/**
 * Nanoseconds per unit: on the call path, that of the middle chunk, because on a busy machine some chunks are interrupted;
 * and CPU of all threads, flush included.
 */
async function sample() {
  await warm(150);
  const count = Number(chunks);
  const cpu = process.cpuUsage();
  const chunkMs = [];
  for (let done = 0; done < count; done += 1) chunkMs.push(await chunk());
  const cpuUs = cpuSince(cpu);
  const chunkUnits = perChunk * units;
  return { wallNs: (median(chunkMs) * 1e6) / chunkUnits, cpuNs: (cpuUs * 1e3) / (count * chunkUnits) };
}

await warm(1500);
serve(sample);
