import { path } from './built-in.ts';
import { requireFromHere } from '#platform';
import { guarded } from '../guard.ts';
import { announce, hookState } from './hook-state.ts';
import { directoryInPath } from './installed-copy.ts';
import type { FoundModule } from './loaded-module.ts';
import { parseModuleName } from './module-name.ts';
import { type InheritedRequire, type ModuleSystem, modulePrototype } from './module-system.ts';
import type { PackageInfo } from './package-info.ts';
import { resolveEntry } from './resolve-entry.ts';
import { isExportsObject, scanRequireCache } from './scan-require-cache.ts';

type OnRequire = (exports: unknown, name: string, directory?: string) => unknown;

interface RequireInTheMiddle {
  readonly Hook: new (
    modules: readonly string[],
    options: { readonly internals: boolean },
    onRequire: OnRequire,
  ) => { unhook(): void };
}

/** Announces every copy of the module that is required from now on, linked ones (`npm link`) among `installed` too. */
export function startRequireHook(name: string, installed: readonly PackageInfo[]): void {
  const prototype = modulePrototype();
  if (!prototype) return;
  for (const info of installed) rememberLinked(name, info);
  hookState.removeRequireHook ??= awaitFirstRequire(prototype);
}

// The path of a linked package does not tell its name: require-in-the-middle knows it by its file only.
function rememberLinked(name: string, info: PackageInfo): void {
  if (directoryInPath(info.directory + path.sep, name) !== undefined) return;
  const file = resolveEntry(info, parseModuleName(name).subpath, 'commonjs');
  if (file === undefined || hookState.linked.has(file)) return;
  hookState.linked.set(file, { name, directory: info.directory });
  hookState.required.push(file);
}

/**
 * Puts off loading require-in-the-middle (8 ms, and a slower `require` for all) until something is required that may
 * be one of ours.
 */
function awaitFirstRequire(prototype: ModuleSystem['prototype']): () => void {
  const original = prototype.require;
  let waiting = true;
  const remove = (): void => {
    waiting = false;
    if (prototype.require === scout) prototype.require = original;
  };
  const scout: InheritedRequire = function require(...args) {
    if (!waiting || !mayBeOurs(args[0])) return original.apply(this, args);
    const outermost = prototype.require === scout;
    remove();
    hookState.removeRequireHook = guarded('the require hook', hookRequire) ?? doNothing;
    if (outermost) return prototype.require.apply(this, args);
    // Someone hooked over us: this one call has passed the place where the new hook stands.
    const exports = original.apply(this, args);
    for (const found of [...hookState.listeners.keys()].flatMap(scanRequireCache)) announce(found);
    return exports;
  };
  prototype.require = scout;
  return remove;
}

function mayBeOurs(id: unknown): boolean {
  return typeof id === 'string' && hookState.required.some((name) => id.includes(name));
}

function hookRequire(): () => void {
  const { Hook } = requireFromHere('require-in-the-middle') as RequireInTheMiddle;
  // The array is shared: names that are added later are hooked too.
  const hook = new Hook(hookState.required, { internals: false }, (exports, name, directory) => {
    if (isExportsObject(exports)) announceRequired(exports, name, directory);
    return exports;
  });
  return () => hook.unhook();
}

function announceRequired(exports: object, name: string, directory: string | undefined): void {
  announce({
    ...(linkedAt(name, directory) ?? { name, directory }),
    exports,
    format: 'commonjs',
    foundBy: 'require hook',
  });
}

// Of a copy that it knows by its file, require-in-the-middle tells the file's name and folder.
function linkedAt(
  fileName: string,
  directory: string | undefined,
): Pick<FoundModule, 'name' | 'directory'> | undefined {
  for (const [file, linked] of hookState.linked) {
    const { dir, name } = path.parse(file);
    if (dir === directory && name === fileName) return linked;
  }
  return undefined;
}

function doNothing(): void {}
