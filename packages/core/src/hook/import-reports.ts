import { path, url } from './built-in.ts';
import { requireFromHere } from '#platform';
import { announce, hookState, type Listener } from './hook-state.ts';
import { packageDirectoryOf } from './installed-copy.ts';
import type { FoundModule } from './loaded-module.ts';
import { isEsModuleFile } from './program-file.ts';
import { isExportsObject } from './scan-require-cache.ts';

type ImportListener = (fileUrl: string, namespace: object, specifier?: string, format?: string) => void;

interface ImportInTheMiddle {
  addHook(listener: ImportListener): void;
  removeHook(listener: ImportListener): void;
}

const MAIN_FILE = `${path.sep}import-in-the-middle${path.sep}index.js`;

/**
 * Tells `listener` which copies of a module were intercepted before, and announces later ones: by our own import
 * hook, and by those of other tools, which keep to themselves what they intercept first.
 */
export function listenToImports(name: string, listener: Listener): void {
  if (hookState.importHooks === 'thread') reportImports(requireFromHere.resolve('import-in-the-middle'));
  for (const main of Object.keys(requireFromHere.cache)) {
    if (!main.endsWith(MAIN_FILE)) continue;
    reportImports(main);
    replayImports(main, name, listener);
  }
}

/** Announces what a copy of import-in-the-middle intercepts from now on; `main` is its main file. */
export function reportImports(main: string): void {
  if (hookState.reporting.has(main)) return;
  hookState.reporting.add(main);
  const { addHook } = requireFromHere(main) as ImportInTheMiddle;
  addHook((...report) => {
    const found = foundModule(...report);
    if (found) announce(found);
  });
}

function replayImports(main: string, name: string, listener: Listener): void {
  const { addHook, removeHook } = requireFromHere(main) as ImportInTheMiddle;
  const collect: ImportListener = (...report) => {
    const found = foundModule(...report);
    if (found?.name === name) listener(found);
  };
  addHook(collect);
  removeHook(collect);
}

function foundModule(...[fileUrl, namespace, specifier, format]: Parameters<ImportListener>): FoundModule | undefined {
  if (specifier === undefined || !hookState.listeners.has(specifier) || !fileUrl.startsWith('file:')) return undefined;
  const file = url.fileURLToPath(fileUrl);
  const isEsm = format === undefined ? isEsModuleFile(file) : format.startsWith('module');
  const { default: main } = namespace as { default?: unknown };
  return {
    name: specifier,
    exports: !isEsm && isExportsObject(main) ? main : namespace,
    directory: packageDirectoryOf(file, specifier),
    format: isEsm ? 'esm' : 'commonjs',
    foundBy: 'import hook',
  };
}
