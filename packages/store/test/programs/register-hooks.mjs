// Registers module hooks, and complains when the store's thread runs this file or is loaded through the hooks.
import { writeSync } from 'node:fs';
import { register } from 'node:module';
import { workerData } from 'node:worker_threads';

if (workerData?.settings) writeSync(2, 'the hooks are registered in the thread of the store\n');

const hooks = `
  import { writeSync } from 'node:fs';
  export async function resolve(specifier, context, next) {
    if (specifier.includes('cjs/worker.js')) writeSync(2, 'the thread of the store is loaded through hooks\\n');
    return next(specifier, context);
  }`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`);
