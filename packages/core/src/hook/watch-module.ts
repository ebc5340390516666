import { listen } from './hook-state.ts';
import { startImportHook } from './import-hook.ts';
import { listenToImports } from './import-reports.ts';
import { programCopies } from './installed-copy.ts';
import { loadProgramCopies } from './load-program-copy.ts';
import type { FoundModule, LoadedModule } from './loaded-module.ts';
import { readPackage } from './package-info.ts';
import { programFiles } from './program-file.ts';
import { startRequireHook } from './require-hook.ts';
import { scanRequireCache } from './scan-require-cache.ts';
import { isNamespace, rememberCopies } from './same-copy.ts';

export type { LoadedModule } from './loaded-module.ts';

/** How to look for a module. */
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
  /** Modules that the user passed by hand. */
  readonly given?: readonly object[];
  /** A technique failed, or `onModule` did. The others go on. */
  readonly onError: (error: unknown) => void;
}

/**
 * Calls `onModule` for each loaded copy of a module, at once, and for each that is loaded later; once per copy, even
 * where several techniques find it. Never throws. Returns the undo, which stops watching.
 */
export function watchModule(name: string, options: WatchOptions, onModule: (module: LoadedModule) => void): () => void {
  const attempt = attemptWith(options.onError);
  const isNew = rememberCopies();
  let watching = true;
  const onFound = (found: FoundModule): void => {
    if (!watching || !isNew(found.exports)) return;
    attempt(() => onModule({ ...found, version: versionOf(found) }));
  };
  const stopListening = listen(name, onFound);
  attempt(() => look(name, options, { attempt, onFound }));
  for (const exports of options.given ?? []) onFound(givenModule(name, exports));
  return () => {
    watching = false;
    stopListening();
  };
}

type Attempt = (work: () => void) => void;

function attemptWith(onError: (error: unknown) => void): Attempt {
  return (work) => {
    try {
      work();
    } catch (error) {
      onError(error);
    }
  };
}

interface Finder {
  readonly attempt: Attempt;
  readonly onFound: (found: FoundModule) => void;
}

function look(name: string, options: WatchOptions, { attempt, onFound }: Finder): void {
  const files = programFiles(options.caller);
  if (options.loader !== false) attempt(() => startImportHook([name]));
  attempt(() => listenToImports(name, onFound));
  // Before the hook on `require`, which our own loading would set off.
  if (options.load !== false) attempt(() => loadProgramCopies(name, files, { onFound, onError: options.onError }));
  const copies = programCopies(name, files);
  attempt(() => {
    for (const found of scanRequireCache(name, copies)) onFound(found);
  });
  attempt(() => startRequireHook(name, copies));
}

function givenModule(name: string, exports: object): FoundModule {
  const format = isNamespace(exports) ? 'esm' : 'commonjs';
  return { name, exports, directory: undefined, format, foundBy: 'given' };
}

function versionOf({ directory }: FoundModule): string | undefined {
  return directory === undefined ? undefined : readPackage(directory)?.version;
}
