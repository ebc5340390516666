import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

const require = createRequire(import.meta.url);

/**
 * Loads the files that were put together. One that takes something from another before that has it would hand on
 * `undefined` for as long as the program runs, and say nothing.
 * @param {string} folder of the build
 * @param {ReadonlyMap<string, readonly string[]>} entries with the names that each exports; what exports nothing acts when
 *   it is loaded, and is left out
 * @throws Error naming each export that has no value
 */
export function checkBuiltExports(folder, entries) {
  const files = readdirSync(folder, { recursive: true })
    .filter((path) => path.endsWith('.js'))
    .map((path) => path.slice(0, -'.js'.length).replaceAll('\\', '/'));
  const missing = files.flatMap((file) => {
    const names = entries.get(file);
    if (names?.length === 0) return [];
    const exports = require(resolve(folder, `${file}.js`));
    // What is no entry holds a table for each of its modules.
    const tables = names ? { '': exports } : exports;
    return Object.entries(tables).flatMap(([table, values]) => withoutValue(values).map((name) => [file, table, name]));
  });
  if (missing.length > 0) throw new Error(`exports without a value: ${missing.map((at) => at.join(' ')).join(', ')}`);
}

/** Names of what is undefined; what a getter gives is not asked for. */
function withoutValue(exports) {
  return Object.entries(Object.getOwnPropertyDescriptors(exports))
    .filter(([, descriptor]) => 'value' in descriptor && descriptor.value === undefined)
    .map(([name]) => name);
}
