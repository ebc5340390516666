import { announce } from './hook-state.ts';
import { loadCopy } from './load-program-copy.ts';
import type { LoadedModule } from './loaded-module.ts';
import { parseModuleName } from './module-name.ts';
import { readPackage } from './package-info.ts';
import { resolveEntry } from './resolve-entry.ts';

/**
 * A module of some copy of a package was loaded, and with it, by a path inside the package that no hook sees, the
 * module `name` of that copy: fetches and announces it.
 */
export function announcePart(
  name: string,
  { directory, format }: LoadedModule,
  onError: (error: unknown) => void,
): void {
  const info = directory === undefined ? undefined : readPackage(directory);
  const file = info && resolveEntry(info, parseModuleName(name).subpath, format);
  if (info && file !== undefined) loadCopy(file, name, info.directory, { onFound: announce, onError });
}
