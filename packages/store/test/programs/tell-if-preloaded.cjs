// A preload that complains when it runs in the store's thread.
const { writeSync } = require('node:fs');
const { workerData } = require('node:worker_threads');

if (workerData?.settings) writeSync(2, 'the preload runs in the thread of the store\n');
