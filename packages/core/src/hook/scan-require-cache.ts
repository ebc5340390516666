import { requireFromHere } from '#platform';
import { directoryFinder } from './installed-copy.ts';
import type { FoundModule } from './loaded-module.ts';
import { parseModuleName } from './module-name.ts';
import { type PackageInfo, readPackage } from './package-info.ts';
import { resolveEntry } from './resolve-entry.ts';

/**
 * All copies of a module that `require` has loaded: those under any `node_modules`, and those of `installed`, which
 * may be linked from elsewhere.
 */
export function scanRequireCache(name: string, installed: readonly PackageInfo[]): FoundModule[] {
  const directories = new Set([...loadedDirectories(name), ...installed.map(({ directory }) => directory)]);
  return [...directories].flatMap((directory) => cachedEntry(name, directory));
}

function loadedDirectories(name: string): string[] {
  const directoryOf = directoryFinder(name);
  return Object.keys(requireFromHere.cache)
    .map((file) => directoryOf(file))
    .filter((directory) => directory !== undefined);
}

function cachedEntry(name: string, directory: string): FoundModule[] {
  const info = readPackage(directory);
  const file = info && resolveEntry(info, parseModuleName(name).subpath, 'commonjs');
  const cached = file === undefined ? undefined : requireFromHere.cache[file];
  // A copy that is still loading is incomplete; the require hook tells of it when it is next required.
  if (!cached?.loaded || !isExportsObject(cached.exports)) return [];
  return [{ name, exports: cached.exports, directory, format: 'commonjs', foundBy: 'require.cache' }];
}

/** Whether a module exports something that can be instrumented. */
export function isExportsObject(exports: unknown): exports is object {
  return typeof exports === 'function' || (typeof exports === 'object' && exports !== null);
}
