import { path, url } from './built-in.ts';
import { packageDirectory, requireFromHere } from '#platform';
import { guarded } from '../guard.ts';
import { hookState } from './hook-state.ts';
import { reportImports } from './import-reports.ts';
import {
  type Load,
  type ModuleSystem,
  nodeModuleSystem,
  type Resolve,
  type ResolveContext,
  supportsSyncHooks,
} from './module-system.ts';

interface CreateHook {
  createHook(meta: { readonly url: string }): {
    applyOptions(options: { readonly shouldInclude: (url: string, specifier: string) => boolean }): void;
    readonly resolveSync: Resolve;
    readonly loadSync: Load;
  };
}

/** What the thread of the loader hooks is told. */
export interface LoaderThreadData {
  /** File URL of import-in-the-middle's `hook.mjs`. */
  readonly hookUrl: string;
  /** Names of the modules whose `import` it intercepts; no others. */
  readonly names: readonly string[];
}

/**
 * Intercepts `import` of these modules, and of no others, from now on. Costs next to nothing where hooks can run in
 * the program's thread; elsewhere (Node.js 20) a thread is started, which takes about 50 ms once.
 */
export function startImportHook(names: readonly string[]): void {
  const system = nodeModuleSystem();
  const added = names.filter((name) => !hookState.imported.has(name));
  if (added.length === 0 || !system) return;
  for (const name of added) hookState.imported.add(name);
  if (supportsSyncHooks()) hookHere(system);
  else hookInThread(system, added);
}

function hookHere(system: ModuleSystem): void {
  if (hookState.importHooks) return;
  let resolve: Resolve | undefined;
  system.registerHooks?.({
    resolve(specifier, context, next) {
      if (!resolve && !isIntercepted(specifier, context)) return next(specifier, context);
      // Loaded with the first module that needs it: it takes 15 ms.
      resolve ??= guarded('the import hook', () => loadImportInTheMiddle(system)) ?? passOn;
      return resolve(specifier, context, next);
    },
  });
  hookState.importHooks = 'sync';
}

function isIntercepted(specifier: string, { conditions }: ResolveContext): boolean {
  return hookState.imported.has(specifier) && conditions?.includes('require') !== true;
}

function passOn(...[specifier, context, next]: Parameters<Resolve>): ReturnType<Resolve> {
  return next(specifier, context);
}

function loadImportInTheMiddle(system: ModuleSystem): Resolve {
  const main = requireFromHere.resolve('import-in-the-middle');
  const { createHook } = requireFromHere(path.join(path.dirname(main), 'create-hook.mjs')) as CreateHook;
  const hook = createHook({ url: hookUrl(main) });
  hook.applyOptions({ shouldInclude: (_url, specifier) => hookState.imported.has(specifier) });
  system.registerHooks?.({ load: hook.loadSync });
  reportImports(main);
  return hook.resolveSync;
}

function hookInThread(system: ModuleSystem, names: readonly string[]): void {
  const main = requireFromHere.resolve('import-in-the-middle');
  const thread = url.pathToFileURL(path.join(packageDirectory(), 'dist', 'esm', 'hook', 'loader-thread.js'));
  // A registration of its own for names that come later: hooks take no more names once they run.
  thread.search = names.join();
  const data: LoaderThreadData = { hookUrl: hookUrl(main), names };
  system.register?.(thread.href, { data });
  hookState.importHooks = 'thread';
}

function hookUrl(main: string): string {
  return url.pathToFileURL(path.join(path.dirname(main), 'hook.mjs')).href;
}
