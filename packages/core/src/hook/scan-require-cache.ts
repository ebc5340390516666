import { requireFromHere } from '#platform';
import { directoriesInPaths } from './installed-copy.ts';
import type { FoundModule } from './loaded-module.ts';
import { parseModuleName } from './module-name.ts';
import { readPackage } from './package-info.ts';
import { resolveEntry } from './resolve-entry.ts';

/** All copies of a module under any `node_modules` that `require` has loaded. */
export function scanRequireCache(name: string): FoundModule[] {
  return [...loadedDirectories(parseModuleName(name).packageName)]
    .map((directory) => loadedCopy(name, directory))
    .filter((found) => found !== undefined);
}

/** Folders of the copies of a package, under any `node_modules`, of which `require` has loaded a file. */
export function loadedDirectories(packageName: string): ReadonlySet<string> {
  return directoriesInPaths(Object.keys(requireFromHere.cache), packageName);
}

/** A module of the package in that folder, where `require` has loaded it. */
export function loadedCopy(name: string, directory: string): FoundModule | undefined {
  const info = readPackage(directory);
  const file = info && resolveEntry(info, parseModuleName(name).subpath, 'commonjs', isLoaded);
  const cached = file === undefined ? undefined : requireFromHere.cache[file];
  // A copy that is still loading is incomplete; the require hook tells of it when it is next required.
  if (!cached?.loaded || !isExportsObject(cached.exports)) return undefined;
  return { name, exports: cached.exports, directory, format: 'commonjs', foundBy: 'require.cache' };
}

// What is not loaded need not be looked for on disk.
function isLoaded(file: string): boolean {
  return file in requireFromHere.cache;
}

/** Whether a module exports something that can be instrumented. */
export function isExportsObject(exports: unknown): exports is object {
  return typeof exports === 'function' || (typeof exports === 'object' && exports !== null);
}
