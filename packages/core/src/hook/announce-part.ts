import { announce } from './hook-state.ts';
import { importCopy, loadCopy } from './load-program-copy.ts';
import type { LoadedModule } from './loaded-module.ts';
import { parseModuleName } from './module-name.ts';
import { readPackage } from './package-info.ts';
import { isEsModuleFile } from './program-file.ts';
import { resolveEntry } from './resolve-entry.ts';

/** What is known of a part of a package, and whom to tell what fails. */
export interface PartOptions {
  /** Whether every module of the package loads the part: it can be had at once. */
  readonly isLoaded: boolean;
  readonly onError: (error: unknown) => void;
}

/**
 * A module of some copy of a package was loaded, and maybe with it, by a path inside the package that no hook sees, the
 * module `name` of that copy: fetches and announces it.
 */
export function announcePart(
  name: string,
  { directory, format }: LoadedModule,
  { isLoaded, onError }: PartOptions,
): void {
  const info = directory === undefined ? undefined : readPackage(directory);
  const file = info && resolveEntry(info, parseModuleName(name).subpath, format);
  if (!info || file === undefined) return;
  const load = isLoaded || !isEsModuleFile(file) ? loadCopy : importCopy;
  load(file, name, info.directory, { onFound: announce, onError });
}
