// For programs that are run as tests: watches a module by the built core, and prints at exit what was found.
import { callerFile } from '../../dist/esm/hook/caller-file.js';
import { watchModule } from '../../dist/esm/hook/watch-module.js';
import { record } from './record.cjs';

export function watch(name, options) {
  const { onError, onModule } = record();
  return watchModule(name, { caller: callerFile(), onError, ...options }, onModule);
}
