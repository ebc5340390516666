// Awaits a call as its last statement, or leaves instead: node await-append.mjs <path> [exit]
import { openTraceStore } from '@spanwright/store';
import { makeTrace } from './traces.mjs';

const [path, exit] = process.argv.slice(2);
const store = openTraceStore({ path, onCreated: (notice) => console.log(`created ${notice.path}`) });
const stored = store.append([makeTrace(1)]);
if (exit) process.exit();
await stored;
console.log('stored');
