import { url } from './built-in.ts';
import { importModule, isLoadedByTool, requireFromHere } from '#platform';
import { programCopies } from './installed-copy.ts';
import type { FoundModule, ModuleFormat } from './loaded-module.ts';
import { parseModuleName } from './module-name.ts';
import { isEsModuleFile, type ProgramFile } from './program-file.ts';
import { requireEsModule } from './require-es-module.ts';
import { resolveEntry } from './resolve-entry.ts';
import { isExportsObject } from './scan-require-cache.ts';

/** Whom to tell what came of it; with `import()` that is later. */
export interface LoadOutcome {
  readonly onFound: (found: FoundModule) => void;
  readonly onError: (error: unknown) => void;
}

/**
 * Loads the copies of a module that `import` gives the program's ES modules, which for a copy that is loaded already
 * only fetches it: ES modules are in no list that could be searched. Does nothing in a CommonJS program, but in one
 * whose `require` no hook sees, since a tool's loader has made it.
 */
export function loadProgramCopies(name: string, files: readonly ProgramFile[], outcome: LoadOutcome): void {
  loadCopies(name, files, 'esm', outcome);
  if (isLoadedByTool) loadCopies(name, files, 'commonjs', outcome);
}

function loadCopies(name: string, files: readonly ProgramFile[], format: ModuleFormat, outcome: LoadOutcome): void {
  const ofFormat = files.filter(({ esm }) => esm === (format === 'esm'));
  if (ofFormat.length === 0) return;
  for (const info of programCopies(name, ofFormat)) {
    const file = resolveEntry(info, parseModuleName(name).subpath, format);
    if (file !== undefined) loadCopy(file, name, info.directory, outcome);
  }
}

/** Loads one file of a copy, or fetches it where it is loaded already, and tells what it exports. */
export function loadCopy(file: string, name: string, directory: string, outcome: LoadOutcome): void {
  try {
    const exports: unknown = isEsModuleFile(file) ? requireEsModule(file) : requireFromHere(file);
    found(exports, file, { name, directory }, outcome);
  } catch {
    // It is being imported at this moment, awaits something at its top level, or this Node.js cannot require it.
    importCopy(file, name, directory, outcome);
  }
}

/**
 * `loadCopy` by `import()`, which waits its turn. To `require` an ES module while the program is importing what it
 * depends on can fail, and leaves a module in Node.js 20 that nobody can import any more.
 */
export function importCopy(file: string, name: string, directory: string, outcome: LoadOutcome): void {
  importModule(url.pathToFileURL(file).href)
    .then((exports) => found(exports, file, { name, directory }, outcome))
    .catch(outcome.onError);
}

function found(
  exports: unknown,
  file: string,
  copy: Pick<FoundModule, 'name' | 'directory'>,
  { onFound }: LoadOutcome,
): void {
  if (!isExportsObject(exports)) return;
  onFound({ ...copy, exports, format: isEsModuleFile(file) ? 'esm' : 'commonjs', foundBy: 'require(esm)' });
}
