// Appends in an exit listener of its own, which runs after the store's: node append-in-exit-listener.mjs <path>
import { openTraceStore } from '@spanwright/store';
import { makeTrace } from './traces.mjs';

const store = openTraceStore({ path: process.argv[2] });
await store.append([makeTrace(1)]);
process.on('exit', () => {
  void store.append([makeTrace(2)]);
  store.closeSync(10_000);
});
