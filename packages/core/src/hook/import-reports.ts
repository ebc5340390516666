import { path, url } from './built-in.ts';
import { requireFromHere } from '#platform';
import { announce, hookState, type ImportReport, type Listener } from './hook-state.ts';
import { packageDirectoryOf } from './installed-copy.ts';
import type { FoundModule } from './loaded-module.ts';
import { isEsModuleFile } from './program-file.ts';
import { isExportsObject } from './scan-require-cache.ts';

type ImportListener = (...report: ImportReport) => void;

interface ImportInTheMiddle {
  addHook(listener: ImportListener): void;
  removeHook(listener: ImportListener): void;
}

const MAIN_FILE = `${path.sep}import-in-the-middle${path.sep}index.js`;

/** Takes note of a module that our import hook intercepted, and announces it. */
export function reportImport(report: ImportReport): void {
  hookState.importReports.push(report);
  announceImport(...report);
}

/** Who wants to know of copies of a module. */
interface ImportsListener {
  readonly name: string;
  readonly onFound: Listener;
}

/**
 * Tells each listener which copies of its module were intercepted before: by our own import hook, and by those of other
 * tools. What theirs intercept from now on is announced: a module that they hook first may never reach ours.
 */
export function listenToImports(listeners: readonly ImportsListener[]): void {
  const tell: ImportListener = (...report) => {
    const found = foundModule(...report);
    for (const { name, onFound } of listeners) if (found?.name === name) onFound(found);
  };
  for (const report of hookState.importReports) tell(...report);
  for (const main of Object.keys(requireFromHere.cache)) {
    if (main.endsWith(MAIN_FILE)) listenToOthers(main, tell);
  }
}

function listenToOthers(main: string, tell: ImportListener): void {
  const { addHook, removeHook } = requireFromHere(main) as ImportInTheMiddle;
  addHook(tell);
  removeHook(tell);
  if (hookState.reporting.has(main)) return;
  hookState.reporting.add(main);
  addHook(announceImport);
}

function announceImport(...report: ImportReport): void {
  const found = foundModule(...report);
  if (found) announce(found);
}

function foundModule(...[fileUrl, namespace, specifier, format]: ImportReport): FoundModule | undefined {
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
