import { path, url } from './built-in.ts';
import { packageDirectory, requireFromHere } from '#platform';
import { guarded } from '../guard.ts';
import { isBundled } from './caller-file.ts';
import { hookState } from './hook-state.ts';
import { hasOurMark, withOurMark, withTheirMark } from './import-mark.ts';
import {
  type Load,
  type ModuleSystem,
  nodeModuleSystem,
  type Resolve,
  type ResolveContext,
  supportsSyncHooks,
} from './module-system.ts';

interface Hook {
  readonly resolveSync: Resolve;
  readonly loadSync: Load;
}

interface CreateHook {
  createHook(meta: { readonly url: string }): Hook & {
    applyOptions(options: { readonly shouldInclude: (url: string, specifier: string) => boolean }): void;
  };
}

/** What the thread of the loader hooks is told. */
export interface LoaderThreadData {
  /** File URL of import-in-the-middle's `create-hook.mjs`. */
  readonly createHookUrl: string;
  /** File URL whose neighbour `lib/register.js` hears of intercepted modules. */
  readonly hookUrl: string;
  /** Names of the modules whose `import` it intercepts; no others. */
  readonly names: readonly string[];
}

/**
 * Intercepts `import` of these modules, and of no others, from now on. Costs next to nothing where hooks can run in
 * the program's thread; elsewhere (Node.js 20) a thread is started, which takes about 50 ms once.
 */
export function startImportHook(names: readonly string[]): void {
  // The files that hooks are made of are not in a bundle.
  const system = isBundled() ? undefined : nodeModuleSystem();
  const added = names.filter((name) => !hookState.imported.has(name));
  if (added.length === 0 || !system) return;
  for (const name of added) hookState.imported.add(name);
  if (supportsSyncHooks()) hookHere(system);
  else hookInThread(system, added);
}

function hookHere(system: ModuleSystem): void {
  if (hookState.importHooks) return;
  let hook: Hook | undefined;
  const made = new Map<string, object>();
  system.registerHooks?.({
    resolve(specifier, context, next) {
      const own = isIntercepted(specifier, context);
      // Loaded with the first module that needs it: it takes 15 ms.
      if (own) hook ??= guarded('the import hook', loadImportInTheMiddle) ?? PASS_ON;
      if (!hook) return next(specifier, context);
      const result = hook.resolveSync(specifier, context, next);
      return own ? { ...result, url: withOurMark(result.url) } : result;
    },
    load(fileUrl, context, next) {
      if (!hook) return next(fileUrl, context);
      if (!hasOurMark(fileUrl)) return hook.loadSync(fileUrl, context, next);
      // Other tools load it to read it before it is loaded to run, and import-in-the-middle makes it only once.
      const result = made.get(fileUrl) ?? hook.loadSync(withTheirMark(fileUrl), context, next);
      made.set(fileUrl, result);
      return result;
    },
  });
  hookState.importHooks = 'sync';
}

const PASS_ON: Hook = {
  resolveSync: (specifier, context, next) => next(specifier, context),
  loadSync: (fileUrl, context, next) => next(fileUrl, context),
};

function isIntercepted(specifier: string, { conditions }: ResolveContext): boolean {
  return hookState.imported.has(specifier) && conditions?.includes('require') !== true;
}

function loadImportInTheMiddle(): Hook {
  const { createHook } = requireFromHere('import-in-the-middle/create-hook.mjs') as CreateHook;
  const hook = createHook({ url: builtFile('hook.mjs') });
  hook.applyOptions({ shouldInclude: (_url, specifier) => hookState.imported.has(specifier) });
  return hook;
}

function hookInThread(system: ModuleSystem, names: readonly string[]): void {
  const createHook = requireFromHere.resolve('import-in-the-middle/create-hook.mjs');
  const data: LoaderThreadData = {
    createHookUrl: url.pathToFileURL(createHook).href,
    hookUrl: builtFile('hook.mjs'),
    names,
  };
  // A registration of its own for names that come later: hooks take no more names once they run.
  system.register?.(`${builtFile('loader-thread.js')}?${names.join()}`, { data });
  hookState.importHooks = 'thread';
}

/** File URL in this folder of the ES module build. */
function builtFile(name: string): string {
  return url.pathToFileURL(path.join(packageDirectory(), 'dist', 'esm', 'hook', name)).href;
}
