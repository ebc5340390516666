import { announcePart } from '../hook/announce-part.ts';
import { callerFile } from '../hook/caller-file.ts';
import { type LoadedModule, watchModules, type WatchOptions } from '../hook/watch-module.ts';
import { startImportHook } from '../hook/import-hook.ts';
import { parseModuleName } from '../hook/module-name.ts';
import { scanRequireCache } from '../hook/scan-require-cache.ts';
import { guarded } from '../guard.ts';
import { reportFailure, setSilent, warnOnce } from '../logger.ts';
import { sharedSlot } from '../shared-state.ts';
import { applyIntegration, attachIntegration, type RecordingOptions, startIntegration } from './apply.ts';
import type { Integration } from './define.ts';
import { satisfies } from './version-range.ts';
import { warnUnlessFindable } from './warn-unless-findable.ts';
import { givenOptions } from '../given-options.ts';

/** Options that every integration's `autolog()` takes. */
export interface AutologOptions extends RecordingOptions {
  /** Takes everything back: the library's own functions are restored. */
  readonly disable?: boolean;
  /** Suppresses Spanwright's own messages. */
  readonly silent?: boolean;
  /** False leaves the library unpatched and makes no traces. Default true. */
  readonly logTraces?: boolean;
  /** Leaves copies outside the tested range of versions alone. Default false: one warning, and best effort. */
  readonly disableForUnsupportedVersions?: boolean;
  /** Copies of the library that cannot be found by themselves, as `import * as` gives them. */
  readonly modules?: readonly object[];
  /**
   * False never loads a copy that the program may not have loaded; ES modules that it imported before are then not
   * seen without `--import @spanwright/core/register`. Default true; nothing is loaded in a CommonJS program.
   */
  readonly load?: boolean;
  /** False starts no module loader hooks: copies that are `import`ed later are then not seen. Default true. */
  readonly loader?: boolean;
}

interface ActiveIntegration {
  readonly options: AutologOptions;
  readonly undo: () => void;
}

const active = sharedSlot('integrations', () => new Map<string, ActiveIntegration>());

/** Makes the `autolog` function of an integration. It throws for options that are no object, and for nothing else. */
export function createAutolog<Options extends AutologOptions = AutologOptions>(
  integration: Integration,
): (options?: Options) => void {
  return function autolog(options = {} as Options): void {
    givenOptions(`${integration.name}.autolog()`, options);
    guarded(`${integration.name}.autolog()`, () => {
      if (options.silent !== undefined) setSilent(options.silent);
      const current = active.get(integration.name);
      if (current) {
        if (sameOptions(current.options, options)) return;
        current.undo();
        active.delete(integration.name);
      }
      if (options.disable || options.logTraces === false) return;
      enable(integration, options, callerFile());
    });
  };
}

/** True while the integration of that name is on. */
export function isAutologging(name: string): boolean {
  return active.has(name);
}

function sameOptions(current: AutologOptions, next: AutologOptions): boolean {
  const keys = new Set([...Object.keys(current), ...Object.keys(next)]) as Set<keyof AutologOptions>;
  return [...keys].every((key) => current[key] === next[key]);
}

function enable(integration: Integration, options: AutologOptions, caller: string | undefined): void {
  const undos: (() => void)[] = [];
  const found = { any: false };
  // At once: on Node.js 20 each later addition would be a link more in the chain of loaders.
  if (options.loader !== false)
    guarded('the import hook', () => startImportHook([...modulesOf(integration), ...(integration.loadedWith ?? [])]));
  const watch = watchOptions(integration, options, caller);
  undos.push(
    watchModules(modulesOf(integration), watch, (module) => {
      found.any = true;
      if (!accepts(integration, options, module)) return;
      const { name, exports } = module;
      if (name === integration.module) undos.push(applyIntegration(integration, exports, options));
      undos.push(attachIntegration(integration, name, exports, options));
    }),
  );
  const { loadedWith, start } = integration;
  if (loadedWith) undos.push(watchPartLoaders(integration, loadedWith, watch));
  if (start) undos.push(startIntegration(integration, options));
  active.set(integration.name, { options, undo: () => undoAll(undos) });
  if (!start) warnUnlessFindable(integration, { ...options, caller, found: found.any });
}

function watchPartLoaders(
  { module: main, attach }: Integration,
  loadedWith: readonly string[],
  options: WatchOptions,
): () => void {
  const watch = { ...options, load: false, given: [] };
  return watchModules(loadedWith, watch, (module) => {
    for (const name of Object.keys(attach)) {
      const isLoaded = name === main;
      if (samePackage(name, module.name)) announcePart(name, module, { isLoaded, onError: watch.onError });
    }
  });
}

function samePackage(a: string, b: string): boolean {
  return parseModuleName(a).packageName === parseModuleName(b).packageName;
}

function undoAll(undos: (() => void)[]): void {
  for (const undo of undos.reverse()) undo();
}

/** The modules to look for: none where the integration only listens. */
function modulesOf({ module, patches, attach, attachWhenLoaded = {}, start }: Integration): readonly string[] {
  const onlyListens = start !== undefined && Object.keys(patches).length === 0;
  const names = [...(onlyListens ? [] : [module]), ...Object.keys(attach), ...Object.keys(attachWhenLoaded)];
  return [...new Set(names)];
}

function watchOptions(integration: Integration, options: AutologOptions, caller: string | undefined): WatchOptions {
  return {
    ...(caller !== undefined && { caller }),
    ...(options.loader !== undefined && { loader: options.loader }),
    load: options.load !== false && (!integration.isLoaded || isOnlyImported(integration, integration.isLoaded)),
    neverLoaded: integration.attachWhenLoaded ?? {},
    given: options.modules ?? [],
    onError: (error) => reportFailure(`looking for ${integration.module}`, error),
  };
}

function isOnlyImported(integration: Integration, isLoaded: () => boolean): boolean {
  return isLoaded() && modulesOf(integration).every((name) => scanRequireCache(name).length === 0);
}

function accepts(integration: Integration, options: AutologOptions, { name: module, version }: LoadedModule): boolean {
  const { packageName } = parseModuleName(module);
  const versions = integration.otherVersions?.[packageName] ?? integration.versions;
  if (satisfies(version, versions)) return true;
  const outcome = options.disableForUnsupportedVersions ? 'it is left alone' : 'it is traced as far as possible';
  warnOnce(
    `${integration.name}.autolog(): ${packageName} ${version} is outside the tested versions ${versions}; ${outcome}`,
  );
  return !options.disableForUnsupportedVersions;
}
