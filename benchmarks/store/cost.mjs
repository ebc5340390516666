// Processor time that the store itself takes for a trace, without a thread in between: node benchmarks/store/cost.mjs [TRACES]
// It tells of a busy machine, too, though other programs slow a processor down: compare runs that take turns.
import { SqliteTraceStore } from '../../packages/store/dist/esm/sqlite/sqlite-trace-store.js';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { agentTrace } from './agent-traces.mjs';
import { cpuMicroseconds } from './measure.mjs';

const BATCH = 64;
const SINGLES = 2000;
const traces = Number(process.argv[2] ?? 12_800);

for (let n = 0; n < 1000; n++) agentTrace(n);
const folder = mkdtempSync(join(tmpdir(), 'spanwright-bench-'));
const settings = { path: join(folder, 'traces.db'), mode: 'write' };
const patience = { timeoutMs: 10_000, giveUp: () => false };
const store = new SqliteTraceStore(settings, patience, { warn: console.error, created() {} });
let used = 0;

// As it comes from another thread: a copy of its own, which is not counted.
const copies = (first, count) => Array.from({ length: count }, (_, i) => structuredClone(agentTrace(first + i)));

function append(batch) {
  const before = cpuMicroseconds();
  const [error] = store.append([batch]);
  used += cpuMicroseconds(before);
  if (error) throw error;
}

function perTrace(count) {
  const result = Math.round(used / count);
  used = 0;
  return result;
}

for (let n = 0; n < traces; n += BATCH) append(copies(n, Math.min(BATCH, traces - n)));
const batched = perTrace(traces);
const singles = copies(traces, SINGLES);
for (const trace of singles) append([trace]);
const single = perTrace(SINGLES);
const before = cpuMicroseconds();
while (store.doIdleWork());
used += cpuMicroseconds(before);
const indexing = perTrace(traces + SINGLES);
store.close();
rmSync(folder, { recursive: true });
console.log(`${process.version}, µs of all threads per trace: ${JSON.stringify({ batched, single, indexing })}`);
