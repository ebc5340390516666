// Makes the traces of the numbers `from` to `to`, as far as standard input allows it so far, and prints a number once the traces up to it are acknowledged: after
// `flush()`, or where logging is synchronous after each. At the end it prints the memory that it took at most.
import { writeSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { enableAsyncLogging, flush, withSpan } from '@spanwright/core';

const [from, to, mode] = [Number(process.argv[2]), Number(process.argv[3]), process.argv[4]];
const EVERY = 25;
enableAsyncLogging(mode !== 'sync');

let allowed = 0;
process.stdin.setEncoding('utf8').on('data', (text) => (allowed = Number(text.trim().split('\n').at(-1))));

let memory = 0;
for (let n = from; n < to; n += 1) {
  while (n >= allowed) await pause(5);
  withSpan(`trace ${n}`, (span) => {
    span.setInputs({ n, text: 'question '.repeat(50) });
    withSpan('inner', (inner) => inner.setOutputs('answer '.repeat(50)));
  });
  if (mode === 'sync') writeSync(1, `${n}\n`);
  else if (n % EVERY === EVERY - 1 || n === to - 1) {
    await flush();
    writeSync(1, `${n}\n`);
  }
  if (n % EVERY === 0) await pause(1);
  memory = Math.max(memory, process.memoryUsage.rss());
}
writeSync(1, `memory ${Math.round(memory / 1e6)}\n`);
process.stdin.destroy();
