// Stores the traces from <from> to <to>, one call each, ten at a time: node append-range.mjs <path> <from> <to>
import { openTraceStore } from '@spanwright/store';
import { makeTrace } from './traces.mjs';

const [path, from, to] = process.argv.slice(2);
const store = openTraceStore({ path });
for (let n = Number(from); n < Number(to); n += 10) {
  await Promise.all(Array.from({ length: 10 }, (_, i) => store.append([makeTrace(n + i)])));
}
await store.close();
