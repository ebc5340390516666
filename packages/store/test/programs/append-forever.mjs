// Stores one trace after the other, and writes each one's number when it is stored:
// node append-forever.mjs <path> <first number>
import { writeSync } from 'node:fs';
import { openTraceStore } from '@spanwright/store';
import { makeTrace } from './traces.mjs';

const [path, first] = process.argv.slice(2);
const store = openTraceStore({ path });
for (let n = Number(first); ; n++) {
  await store.append([makeTrace(n)]);
  writeSync(1, `${n}\n`);
}
