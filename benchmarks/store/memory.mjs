// Memory of the store's thread: node --max-semi-space-size=1 memory.mjs FILE TRACES. In a process of its own, whose own
// thread keeps little: prints by how many megabytes the process is larger at its peak than while it only clones traces.
import { openTraceStore } from '@spanwright/store';
import { agentTrace } from './agent-traces.mjs';

const BATCH = 64;
const IN_FLIGHT = 2;
const [path, traces] = [process.argv[2], Number(process.argv[3])];

async function peakOf(use) {
  let peak = 0;
  const inFlight = new Set();
  for (let n = 0; n < traces; n += BATCH) {
    if (inFlight.size >= IN_FLIGHT) await Promise.race(inFlight);
    const used = use(Array.from({ length: BATCH }, (_, i) => agentTrace(n + i)));
    inFlight.add(used);
    void used.then(() => inFlight.delete(used));
    if (n > traces / 4) peak = Math.max(peak, process.memoryUsage.rss());
  }
  await Promise.all(inFlight);
  return peak;
}

for (let n = 0; n < 1000; n++) agentTrace(n);
const without = await peakOf(async (batch) => structuredClone(batch));
const store = openTraceStore({ path });
const withStore = await peakOf((batch) => store.append(batch));
await store.close();
console.log(Math.round((withStore - without) / 1e6));
