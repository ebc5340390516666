// Gives <count> traces to a store and ends without waiting: node append-and-end.mjs <path> <count> <ending>
import { openTraceStore } from '@spanwright/store';
import { makeTrace } from './traces.mjs';

const [path, count, ending] = process.argv.slice(2);
const store = openTraceStore({ path });

for (let n = 0; n < Number(count); n++) void store.append([makeTrace(n)]);

if (ending === 'process.exit(3)') process.exit(3);
if (ending === 'uncaught throw') throw new Error('the program has failed');
if (ending === 'closeSync') store.closeSync(10_000);
