import { url } from './built-in.ts';
import { importModule, requireFromHere } from '#platform';
import { programCopies } from './installed-copy.ts';
import type { FoundModule } from './loaded-module.ts';
import { parseModuleName } from './module-name.ts';
import { isEsModuleFile, type ProgramFile } from './program-file.ts';
import { resolveEntry } from './resolve-entry.ts';
import { isExportsObject } from './scan-require-cache.ts';

/** Whom to tell what came of it; with `import()` that is later. */
export interface LoadOutcome {
  readonly onFound: (found: FoundModule) => void;
  readonly onError: (error: unknown) => void;
}

/**
 * Loads the copies of a module that `import` gives the program's ES modules, which for a copy that is loaded already
 * only fetches it: ES modules are in no list that could be searched. Does nothing in a CommonJS program.
 */
export function loadProgramCopies(name: string, files: readonly ProgramFile[], outcome: LoadOutcome): void {
  const importing = files.filter(({ esm }) => esm);
  if (importing.length === 0) return;
  for (const info of programCopies(name, importing)) {
    const file = resolveEntry(info, parseModuleName(name).subpath, 'esm');
    if (file !== undefined) loadCopy(file, name, info.directory, outcome);
  }
}

/** Loads one file of a copy, or fetches it where it is loaded already, and tells what it exports. */
export function loadCopy(file: string, name: string, directory: string, { onFound, onError }: LoadOutcome): void {
  const format = isEsModuleFile(file) ? 'esm' : 'commonjs';
  const found = (exports: unknown): void => {
    if (isExportsObject(exports)) onFound({ name, exports, directory, format, foundBy: 'require(esm)' });
  };
  try {
    found(requireFromHere(file));
  } catch {
    // It is being imported at this moment, awaits something at its top level, or this Node.js cannot require it.
    importModule(url.pathToFileURL(file).href).then(found).catch(onError);
  }
}
