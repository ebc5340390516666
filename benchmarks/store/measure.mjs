import { createReadStream } from 'node:fs';

/** p50 and p99 in milliseconds of `samples` runs of `work`, after at most five that do not count. */
export async function timed(samples, work) {
  const times = [];
  for (let i = -Math.min(5, samples); i < samples; i++) {
    const start = performance.now();
    await work(Math.max(0, i));
    if (i >= 0) times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  const at = (share) => Number((times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0).toFixed(3));
  return { p50: at(0.5), p99: at(0.99) };
}

/** Microseconds of processor time that all threads of this process have used since `before`, or ever. */
export function cpuMicroseconds(before = 0) {
  const { user, system } = process.cpuUsage();
  return user + system - before;
}

/** Reads a file once, so that the operating system has it in memory: goals are those of a database in use. */
export async function warm(path) {
  for await (const _ of createReadStream(path, { highWaterMark: 1 << 20 }));
}

/** Numbers as a table of text. */
export function table(rows) {
  const columns = [...new Set(rows.flatMap(Object.keys))];
  const lines = [columns, ...rows.map((row) => columns.map((column) => String(row[column] ?? '')))];
  const widths = columns.map((_, i) => Math.max(...lines.map((line) => line[i].length)));
  return lines
    .map((line) =>
      line
        .map((cell, i) => cell.padEnd(widths[i]))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

const SAMPLE = Array.from({ length: 50 }, (_, n) => ({
  id: n,
  role: 'user',
  content: 'words of a message '.repeat(20),
}));

/** Megabytes of JSON that this machine writes in a second just now: what other programs leave of it. */
export function machineSpeed() {
  const { length } = JSON.stringify(SAMPLE);
  const started = performance.now();
  let rounds = 0;
  for (; performance.now() - started < 300; rounds++) JSON.stringify(SAMPLE);
  return Math.round((rounds * length) / 1e3 / (performance.now() - started));
}

/** Says what a long run is at, beside its result. */
export function progress(message) {
  console.error(`${new Date().toISOString().slice(11, 19)} ${message}`);
}
