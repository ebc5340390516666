// Appends where nothing can be written, and leaves at once: node fail-and-exit.mjs <path>
import { openTraceStore } from '@spanwright/store';
import { makeTrace } from './traces.mjs';

const store = openTraceStore({ path: process.argv[2], warn: (message) => console.log(message) });
void store.append([makeTrace(1)]);
void store.append([makeTrace(2)]);
process.on('exit', () => store.closeSync(10_000));
process.exit(4);
