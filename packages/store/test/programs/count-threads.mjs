// Prints how many threads a store has before its first call, after it, and after its end: node count-threads.mjs <path>
import { openTraceStore } from '@spanwright/store';

let threads = 0;
process.on('worker', (worker) => {
  threads++;
  worker.on('exit', () => threads--);
});

const counts = [];
const store = openTraceStore({ path: process.argv[2] });
counts.push(threads);
await store.append([]);
counts.push(threads);
await store.close();
counts.push(threads);
console.log(counts.join(' '));
