import { findMember, type Integration, parseModuleName } from '@spanwright/core/kit';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { integrations } from '../../integrations.ts';
import type { BuildReport, PatchReport } from './report.ts';

type Load = (module: string) => unknown;

/**
 * Loads both builds of a library as the files of the current folder get them, and looks for what the integration
 * patches. Runs in a process of its own: a library may print, stay busy, or fail. `importModule` is an `import()`
 * written in a file of that folder.
 */
export async function probe(name: string, importModule: Load): Promise<readonly BuildReport[]> {
  const integration = Object.values(integrations)
    .flat()
    .find((candidate) => candidate.name === name);
  if (!integration) return [];
  const require = createRequire(join(process.cwd(), 'index.js')) as Load;
  const [required, imported] = [await load(integration, require), await load(integration, importModule)];
  const builds = [buildReport('commonjs', integration, required), buildReport('esm', integration, imported)];
  if (isEsmAlone(required, imported)) return builds.slice(1);
  return isSameBuild(required, imported) ? builds.slice(0, 1) : builds;
}

interface Loaded {
  /** By module name; missing where there is no such module. */
  readonly exports: ReadonlyMap<string, object>;
  readonly error?: string;
}

async function load(integration: Integration, loadModule: Load): Promise<Loaded> {
  const exports = new Map<string, object>();
  let error: string | undefined;
  for (const name of new Set([integration.module, ...attachedModules(integration)])) {
    try {
      exports.set(name, (await loadModule(name)) as object);
    } catch (cause) {
      error ??= cause instanceof Error ? cause.message : String(cause);
    }
  }
  return exports.size === 0 && error !== undefined ? { exports, error } : { exports };
}

/**
 * Modules that are attached to. One that is patched may have further names, of which a version has one or another; that
 * of another package is there for a version alone.
 */
function attachedModules({ module, patches, attach, attachWhenLoaded = {} }: Integration): readonly string[] {
  const { packageName } = parseModuleName(module);
  const whenLoaded = Object.keys(attachWhenLoaded).filter((name) => parseModuleName(name).packageName === packageName);
  return [...Object.keys(attach), ...(Object.keys(patches).length > 0 ? [] : whenLoaded)];
}

function buildReport(format: BuildReport['format'], integration: Integration, loaded: Loaded): BuildReport {
  const { module, patches } = integration;
  if (loaded.error !== undefined) return { format, patches: [], error: loaded.error };
  const exports = loaded.exports.get(module) ?? {};
  const methods = Object.keys(patches).map((path) => patchReport(path, findMember(exports, path), 'method'));
  const modules = attachedModules(integration).map((path) => patchReport(path, loaded.exports.get(path), 'module'));
  return { format, patches: [...methods, ...modules] };
}

function patchReport(path: string, found: object | undefined, kind: string): PatchReport {
  return found ? { path, applies: true } : { path, applies: false, reason: `this version has no such ${kind}` };
}

/** Whether `require` gives the ES module, as in packages that have nothing else. */
function isEsmAlone(required: Loaded, imported: Loaded): boolean {
  return [...required.exports].some(([name, exports]) => imported.exports.get(name) === exports);
}

/** Whether `import` gives the CommonJS build, as in packages that have no other. */
function isSameBuild(required: Loaded, imported: Loaded): boolean {
  return [...required.exports].some(([name, exports]) => {
    const namespace: { readonly default?: unknown } | undefined = imported.exports.get(name);
    return namespace?.default === exports;
  });
}
