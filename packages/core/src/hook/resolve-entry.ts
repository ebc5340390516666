import { fs, path } from './built-in.ts';
import type { ModuleFormat } from './loaded-module.ts';
import type { PackageInfo } from './package-info.ts';

type Target = string | null | readonly Target[] | { readonly [condition: string]: Target };

const SUFFIXES = ['', '.js', '.json', '/index.js'];

/**
 * The file of a package that `import` (or `require`) of a subpath gives, by the rules of Node.js's
 * "Resolution algorithm"; undefined where the package has none. Nothing is loaded.
 */
export function resolveEntry(info: PackageInfo, subpath: string, format: ModuleFormat): string | undefined {
  if (info.exports === undefined || info.exports === null) return legacyEntry(info, subpath);
  const exported = exportedPath(exportsMap(info.exports as Target), subpath, conditionsOf(format));
  return exported === undefined ? undefined : existing(path.join(info.directory, exported), ['']);
}

function exportsMap(exports: Target): { readonly [subpath: string]: Target } {
  const isMap =
    typeof exports === 'object' && exports !== null && Object.keys(exports).some((key) => key.startsWith('.'));
  return isMap ? (exports as { readonly [subpath: string]: Target }) : { '.': exports };
}

function exportedPath(
  map: { readonly [subpath: string]: Target },
  subpath: string,
  conditions: ReadonlySet<string>,
): string | undefined {
  const exact = map[subpath];
  if (exact !== undefined) return pathOf(exact, conditions);
  const patterns = Object.keys(map).filter((key) => matches(key, subpath));
  const [best] = patterns.toSorted((a, b) => b.indexOf('*') - a.indexOf('*') || b.length - a.length);
  if (best === undefined) return undefined;
  const [prefix = '', suffix = ''] = best.split('*');
  const inserted = subpath.slice(prefix.length, subpath.length - suffix.length);
  return pathOf(map[best] ?? null, conditions)?.replaceAll('*', () => inserted);
}

function matches(key: string, subpath: string): boolean {
  const [prefix = '', suffix] = key.split('*');
  return (
    suffix !== undefined && subpath.length > key.length - 1 && subpath.startsWith(prefix) && subpath.endsWith(suffix)
  );
}

function pathOf(target: Target, conditions: ReadonlySet<string>): string | undefined {
  if (typeof target === 'string' || target === null) return target ?? undefined;
  const entries: readonly Target[] = Array.isArray(target)
    ? (target as readonly Target[])
    : Object.entries(target).flatMap(([condition, value]) => (conditions.has(condition) ? [value] : []));
  for (const entry of entries) {
    const found = pathOf(entry, conditions);
    if (found !== undefined) return found;
  }
  return undefined;
}

const conditionSets = new Map<ModuleFormat, ReadonlySet<string>>();

function conditionsOf(format: ModuleFormat): ReadonlySet<string> {
  const known = conditionSets.get(format) ?? findConditions(format);
  conditionSets.set(format, known);
  return known;
}

function findConditions(format: ModuleFormat): ReadonlySet<string> {
  const requireEsm = (process.features as { require_module?: boolean }).require_module === true;
  const shared = ['node', 'default', ...(requireEsm ? ['module-sync'] : []), ...customConditions()];
  return new Set([format === 'esm' ? 'import' : 'require', ...shared]);
}

/** Those of `node --conditions=NAME`. */
function customConditions(): string[] {
  const options = [...process.execArgv, ...(process.env['NODE_OPTIONS'] ?? '').split(/\s+/)];
  return options.flatMap((option, index) => {
    if (option === '-C' || option === '--conditions') return options[index + 1] ?? [];
    return option.startsWith('--conditions=') ? option.slice('--conditions='.length) : [];
  });
}

function legacyEntry({ directory, main }: PackageInfo, subpath: string): string | undefined {
  if (subpath !== '.') return existing(path.join(directory, subpath), SUFFIXES);
  const stated = main === undefined ? undefined : existing(path.join(directory, main), SUFFIXES);
  return stated ?? existing(path.join(directory, 'index.js'), ['']);
}

function existing(file: string, suffixes: readonly string[]): string | undefined {
  return suffixes.map((suffix) => `${file}${suffix}`).find(isFile);
}

function isFile(file: string): boolean {
  return fs.statSync(file, { throwIfNoEntry: false })?.isFile() === true;
}
