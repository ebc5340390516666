// append-and-end.mjs in a thread of the program: node append-in-thread.mjs <path> <count> <ending>
import { Worker } from 'node:worker_threads';

const file = new URL('append-and-end.mjs', import.meta.url);
const worker = new Worker(file, { argv: process.argv.slice(2) });
worker.on('exit', (code) => process.exit(code));
