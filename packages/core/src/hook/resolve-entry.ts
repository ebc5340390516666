import { fs, path } from './built-in.ts';
import type { ModuleFormat } from './loaded-module.ts';
import type { PackageInfo } from './package-info.ts';

type Target = string | null | readonly Target[] | { readonly [condition: string]: Target };

const SUFFIXES = ['', '.js', '.json', '/index.js'];

/**
 * The file of a package that `import` (or `require`) of a subpath gives, by the rules of Node.js's
 * "Resolution algorithm"; undefined where the package has none. Nothing is loaded.
 * @param isThere says of a path whether it is a file
 */
export function resolveEntry(
  info: PackageInfo,
  subpath: string,
  format: ModuleFormat,
  isThere: (file: string) => boolean = isFile,
): string | undefined {
  if (info.exports === undefined || info.exports === null) return legacyEntry(info, subpath, isThere);
  const exported = exportedPath(exportsMap(info.exports as Target), subpath, conditionsOf(format));
  if (exported === undefined) return undefined;
  const file = path.join(info.directory, exported);
  return isThere(file) ? file : undefined;
}

function exportsMap(exports: Target): { readonly [subpath: string]: Target } {
  if (typeof exports === 'object' && exports !== null)
    for (const key of Object.keys(exports))
      if (key.startsWith('.')) return exports as { readonly [subpath: string]: Target };
  return { '.': exports };
}

function exportedPath(
  map: { readonly [subpath: string]: Target },
  subpath: string,
  conditions: ReadonlySet<string>,
): string | undefined {
  const exact = map[subpath];
  if (exact !== undefined) return pathOf(exact, conditions);
  let best: string | undefined;
  for (const key of Object.keys(map))
    if (matches(key, subpath) && (best === undefined || isMoreSpecific(key, best))) best = key;
  if (best === undefined) return undefined;
  const inserted = subpath.slice(best.indexOf('*'), subpath.length - best.length + best.indexOf('*') + 1);
  return pathOf(map[best] ?? null, conditions)?.replaceAll('*', () => inserted);
}

function matches(key: string, subpath: string): boolean {
  const star = key.indexOf('*');
  return (
    star >= 0 &&
    subpath.length > key.length - 1 &&
    subpath.startsWith(key.slice(0, star)) &&
    subpath.endsWith(key.slice(star + 1))
  );
}

function isMoreSpecific(key: string, other: string): boolean {
  return (key.indexOf('*') - other.indexOf('*') || key.length - other.length) > 0;
}

function pathOf(target: Target, conditions: ReadonlySet<string>): string | undefined {
  if (typeof target === 'string' || target === null) return target ?? undefined;
  for (const [condition, value] of Object.entries(target)) {
    const found = Array.isArray(target) || conditions.has(condition) ? pathOf(value, conditions) : undefined;
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
  const options = [...process.execArgv, ...(process.env['NODE_OPTIONS']?.split(/\s+/) ?? [])];
  return options.flatMap((option, index) => {
    if (option === '-C' || option === '--conditions') return options[index + 1] ?? [];
    return option.startsWith('--conditions=') ? option.slice('--conditions='.length) : [];
  });
}

function legacyEntry(
  { directory, main }: PackageInfo,
  subpath: string,
  isThere: (file: string) => boolean,
): string | undefined {
  const first = (file: string): string | undefined => SUFFIXES.map((suffix) => `${file}${suffix}`).find(isThere);
  if (subpath !== '.') return first(path.join(directory, subpath));
  const stated = main === undefined ? undefined : first(path.join(directory, main));
  if (stated !== undefined) return stated;
  const index = path.join(directory, 'index.js');
  return isThere(index) ? index : undefined;
}

function isFile(file: string): boolean {
  return fs.statSync(file, { throwIfNoEntry: false })?.isFile() === true;
}
