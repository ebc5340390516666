import { moduleFile } from '#platform';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';

// Relative to the folder of the platform file: in a build, and in the sources (tests).
const WORKER_FILES = ['../../cjs/worker.js', '../../dist/cjs/worker.js'];
const UNBUNDLED = /[\\/]platform[\\/](esm|cjs)\.[jt]s$/;

/**
 * The CommonJS build of the worker, whichever build is running: it starts without any module loader hook.
 * @returns undefined in a bundled program, where no such file lies beside the code.
 */
export function findWorkerFile(): string | undefined {
  if (moduleFile === undefined || !UNBUNDLED.test(moduleFile)) return undefined;
  const folder = dirname(moduleFile);
  return WORKER_FILES.map((file) => join(folder, file)).find((file) => existsSync(file));
}

/** Loads a package as this one would. Not `import`: a bundler would try to include its native code. */
export function requirePackage(name: string): unknown {
  return createRequire(moduleFile ?? resolve('index.js'))(name);
}
