// Speed of the server: node benchmarks/server/run.mjs [--traces 50000] [--samples 200] [--sent 5000] [--folder /tmp]
// [--database file] [--prepare] [--json file]. Build first. README.md tells what is measured.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { machineSpeed, table } from '../store/measure.mjs';
import { prepare } from './prepare.mjs';
import { measureReads } from './reads.mjs';
import { measureSending } from './sending.mjs';
import { startServer } from './server-process.mjs';

const WARM_UP = 1280;

const { values: flags } = parseArgs({
  options: {
    traces: { type: 'string', default: '50000' },
    samples: { type: 'string', default: '200' },
    sent: { type: 'string', default: '5000' },
    folder: { type: 'string', default: tmpdir() },
    database: { type: 'string' },
    prepare: { type: 'boolean', default: false },
    json: { type: 'string' },
  },
});
const [samples, sent] = [flags.samples, flags.sent].map(Number);

// A file that is named stays, with what is sent to it.
const folder = flags.database === undefined ? mkdtempSync(join(flags.folder, 'spanwright-bench-')) : undefined;
const path = flags.database ?? join(folder, 'traces.db');
const speedBefore = machineSpeed();
const { traces, megabytes } = await prepare(path, Number(flags.traces));
if (flags.prepare) {
  console.log(`${traces} traces are in ${path}, ${megabytes} MB.`);
  process.exit();
}

const server = await startServer(path);
const rssAtStart = server.rssMb();
const reads = await measureReads(server.url, { traces, samples });
const rssReading = server.rssMb();
// As a server that has run for a while: what is compiled is compiled.
await measureSending(server, { first: traces + 2 * sent, count: WARM_UP, spans: 2 });
const small = await measureSending(server, { first: traces, count: sent, spans: 2 });
const large = await measureSending(server, { first: traces + sent, count: sent, spans: 10 });
const rssAfter = server.rssMb();
await server.stop();
if (folder) rmSync(folder, { recursive: true });

const figures = {
  node: process.version,
  traces,
  'database, MB': megabytes,
  'OTLP in, 2 spans each': small,
  'OTLP in, 10 spans each (20 KB)': large,
  'memory of the server, MB': `${rssAtStart} at its start, ${rssReading} reading, ${rssAfter} after all was sent`,
  'JSON.stringify of this machine, MB/s': `${speedBefore} before, ${machineSpeed()} after`,
};
console.log(table(Object.entries(figures).map(([figure, value]) => ({ figure, value }))));
console.log(
  `\n${table(Object.entries(reads).map(([read, { p50, p99 }]) => ({ read, 'p50 ms': p50, 'p99 ms': p99 })))}`,
);
if (flags.json) writeFileSync(flags.json, `${JSON.stringify({ ...figures, reads }, undefined, 2)}\n`);
