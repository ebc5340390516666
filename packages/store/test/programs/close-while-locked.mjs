// Appends to a database that another process keeps locked, and has little time: node close-while-locked.mjs <path>
import { openTraceStore } from '@spanwright/store';
import { makeTrace } from './traces.mjs';

const store = openTraceStore({ path: process.argv[2], warn: (message) => console.log(message) });
for (let n = 0; n < 200; n++) void store.append([makeTrace(n)]);
store.closeSync(300);
process.exit(7);
