// Speed of the server: node benchmarks/server/run.mjs [--traces 50000] [--samples 200] [--sent 5000] [--folder /tmp]
// [--json file]. Build first. The traces are those of benchmarks/store, put straight into the store.
import { openTraceStore } from '@spanwright/store';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ingest, untilIndexed } from '../store/ingest.mjs';
import { machineSpeed, table } from '../store/measure.mjs';
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
    json: { type: 'string' },
  },
});
const [traces, samples, sent] = [flags.traces, flags.samples, flags.sent].map(Number);

const folder = mkdtempSync(join(flags.folder, 'spanwright-bench-'));
const path = join(folder, 'traces.db');
const speedBefore = machineSpeed();
const store = openTraceStore({ path });
await ingest(store, traces);
await untilIndexed(store, traces);
await store.close();

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
rmSync(folder, { recursive: true });

const figures = {
  node: process.version,
  traces,
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
