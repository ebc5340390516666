// Counts what traced calls do on the program's own thread besides computing: files, sockets, processes, waiting.
import { createRequire } from 'node:module';
import { flush, withSpan } from '@spanwright/core';

const require = createRequire(import.meta.url);
let inCall = false;
const seen = new Set();

function watch(owner, place) {
  for (const name of Object.keys(owner)) {
    const original = owner[name];
    if (typeof original !== 'function' || /^[A-Z]/.test(name)) continue;
    if (!Object.getOwnPropertyDescriptor(owner, name).writable) continue;
    owner[name] = function (...args) {
      if (inCall) seen.add(`${place}.${name}`);
      return original.apply(this, args);
    };
  }
}

for (const name of ['fs', 'fs/promises', 'net', 'tls', 'dns', 'http', 'https', 'child_process', 'zlib'])
  watch(require(`node:${name}`), name);
const wait = Atomics.wait;
Atomics.wait = (...args) => {
  if (inCall) seen.add('Atomics.wait');
  return wait(...args);
};
const post = MessagePort.prototype.postMessage;
MessagePort.prototype.postMessage = function (...args) {
  if (inCall) seen.add('postMessage');
  return post.apply(this, args);
};

function call(n) {
  inCall = true;
  const result = withSpan(`trace ${n}`, (span) => {
    span.setInputs({ n, text: 'question'.repeat(20) });
    return withSpan('inner', () => 'answer');
  });
  inCall = false;
  return result;
}

// The first trace loads what is needed.
call(-1);
await flush();
seen.clear();
if (process.argv[2] === 'check') {
  // That this program would see it.
  inCall = true;
  require('node:fs').existsSync('.');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
  inCall = false;
}
for (let n = 0; n < 500; n += 1) {
  call(n);
  if (n % 50 === 0) await new Promise((resolve) => setTimeout(resolve, 20));
}
process.stdout.write(`${JSON.stringify([...seen])}\n`);
process.exit();
