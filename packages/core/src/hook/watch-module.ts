import { listen } from './hook-state.ts';
import { startImportHook } from './import-hook.ts';
import { listenToImports } from './import-reports.ts';
import { programCopies } from './installed-copy.ts';
import { loadProgramCopies } from './load-program-copy.ts';
import type { FoundModule, LoadedModule } from './loaded-module.ts';
import { parseModuleName } from './module-name.ts';
import { type PackageInfo, readPackage } from './package-info.ts';
import { type ProgramFile, programFiles } from './program-file.ts';
import { startRequireHook } from './require-hook.ts';
import { loadedCopy, loadedDirectories } from './scan-require-cache.ts';
import { isNamespace, rememberCopies } from './same-copy.ts';

export type { LoadedModule } from './loaded-module.ts';

/** How to look for modules. */
export interface WatchOptions {
  /** File of the code that called `autolog()`, if known: a path of a CommonJS module, a URL of an ES module. */
  readonly caller?: string;
  /** False starts no import hook; one that is there is used. Default true. */
  readonly loader?: boolean;
  /**
   * Whether the copy that an ES module program resolves may be loaded here and now, which is the only way to reach
   * one that it has imported before. Default true; nothing is ever loaded in a CommonJS program.
   */
  readonly load?: boolean;
  /** By name, modules that are never loaded, whatever `load` says. */
  readonly neverLoaded?: { readonly [name: string]: unknown };
  /** Modules that the user passed by hand. */
  readonly given?: readonly object[];
  /** A technique failed, or `onModule` did. The others go on. */
  readonly onError: (error: unknown) => void;
}

type OnModule = (module: LoadedModule) => void;

/**
 * Calls `onModule` for each loaded copy of a module, at once, and for each that is loaded later; once per copy, even
 * where several techniques find it. Never throws. Returns the undo, which stops watching.
 */
export function watchModule(name: string, options: WatchOptions, onModule: OnModule): () => void {
  return watchModules([name], options, onModule);
}

/** The same for several modules. What the program is, and what it has loaded, is looked at once for all of them. */
export function watchModules(names: readonly string[], options: WatchOptions, onModule: OnModule): () => void {
  const watches: Watch[] = [];
  for (const name of names) watches.push(startWatch(name, options.onError, onModule));
  attempt(options.onError, look, watches, options);
  for (const exports of options.given ?? [])
    for (const { name, onFound } of watches) onFound(givenModule(name, exports));
  return () => {
    for (const { stop } of watches) stop();
  };
}

/** A technique that fails does not keep the others from being tried. */
function attempt<A extends readonly unknown[]>(
  onError: (error: unknown) => void,
  work: (...args: A) => void,
  ...args: A
): void {
  try {
    work(...args);
  } catch (error) {
    onError(error);
  }
}

/** One module that is waited for. */
interface Watch {
  readonly name: string;
  readonly onFound: (found: FoundModule) => void;
  readonly stop: () => void;
}

function startWatch(name: string, onError: (error: unknown) => void, onModule: OnModule): Watch {
  const isNew = rememberCopies();
  let watching = true;
  const onFound = (found: FoundModule): void => {
    if (watching && isNew(found.exports)) attempt(onError, onModule, { ...found, version: versionOf(found) });
  };
  const stopListening = listen(name, onFound);
  const stop = (): void => {
    watching = false;
    stopListening();
  };
  return { name, onFound, stop };
}

function look(watches: readonly Watch[], options: WatchOptions): void {
  const { loader, load, neverLoaded = {}, onError } = options;
  const files = programFiles(options.caller);
  if (loader !== false) attempt(onError, () => startImportHook(watches.map(({ name }) => name)));
  attempt(onError, listenToImports, watches);
  // Before the hook on `require`, which our own loading would set off.
  if (load !== false)
    for (const { name, onFound } of watches)
      if (!(name in neverLoaded)) attempt(onError, loadProgramCopies, name, files, { onFound, onError });
  const copiesOf = new Map<string, PackageCopies>();
  for (const watch of watches) {
    const { packageName } = parseModuleName(watch.name);
    const copies = copiesOf.get(packageName) ?? findCopies(packageName, files);
    copiesOf.set(packageName, copies);
    attempt(onError, tellLoaded, watch, copies);
    attempt(onError, startRequireHook, watch.name, copies.installed);
  }
}

/** Where copies of a package are: of those that the program gets, what their `package.json` says. */
interface PackageCopies {
  readonly installed: readonly PackageInfo[];
  readonly directories: ReadonlySet<string>;
}

function findCopies(packageName: string, files: readonly ProgramFile[]): PackageCopies {
  const installed = programCopies(packageName, files);
  const directories = new Set(loadedDirectories(packageName));
  // These may be linked from elsewhere.
  for (const { directory } of installed) directories.add(directory);
  return { installed, directories };
}

function tellLoaded({ name, onFound }: Watch, { directories }: PackageCopies): void {
  for (const directory of directories) {
    const found = loadedCopy(name, directory);
    if (found) onFound(found);
  }
}

function givenModule(name: string, exports: object): FoundModule {
  const format = isNamespace(exports) ? 'esm' : 'commonjs';
  return { name, exports, directory: undefined, format, foundBy: 'given' };
}

function versionOf({ directory }: FoundModule): string | undefined {
  return directory === undefined ? undefined : readPackage(directory)?.version;
}
