// Stores traces for some seconds, then writes how many: node append-for.mjs <path> <seconds> <number of the process>
import { openTraceStore } from '@spanwright/store';
import { makeTrace } from './traces.mjs';

const [path, seconds, number] = process.argv.slice(2);
const store = openTraceStore({ path, warn: (message) => console.error(message) });
const end = performance.now() + Number(seconds) * 1000;
let stored = 0;
while (performance.now() < end) {
  const batch = Array.from({ length: 1 + (stored % 5) }, (_, i) => makeTrace(Number(number) * 10_000_000 + stored + i));
  await store.append(batch);
  stored += batch.length;
}
await store.close();
console.log(stored);
