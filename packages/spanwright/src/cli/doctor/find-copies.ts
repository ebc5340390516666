import { readdirSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { InstalledCopy } from './report.ts';

/**
 * All installed copies of a package that programs in that folder may get: in the `node_modules` of the folder and of
 * those above it, and in the `node_modules` of every package there, links followed. The one that the folder's own
 * files get comes first. Nothing is loaded.
 */
export function findCopies(name: string, folder: string): readonly InstalledCopy[] {
  const copies = new Map<string, InstalledCopy>();
  const visited = new Set<string>();
  for (const parent of withParents(folder)) visit(parent, { name, copies, visited });
  return [...copies.values()];
}

interface Search {
  readonly name: string;
  /** By directory. */
  readonly copies: Map<string, InstalledCopy>;
  readonly visited: Set<string>;
}

function withParents(folder: string): readonly string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...withParents(parent)];
}

function visit(folder: string, search: Search): void {
  const real = realPath(folder);
  if (real === undefined || search.visited.has(real)) return;
  search.visited.add(real);
  const modules = join(real, 'node_modules');
  const installed = packagesIn(modules);
  if (installed.includes(search.name)) add(join(modules, search.name), real, search);
  for (const packageName of installed) visit(join(modules, packageName), search);
}

function add(link: string, importedFrom: string, { copies }: Search): void {
  const directory = realPath(link);
  const version = directory === undefined ? undefined : versionOf(directory);
  if (directory === undefined || version === undefined || copies.has(directory)) return;
  copies.set(directory, { version, directory, importedFrom });
}

/** Names of the packages in a `node_modules` folder. pnpm keeps its packages in folders of `.pnpm` that look alike. */
function packagesIn(modules: string): readonly string[] {
  return entriesOf(modules).flatMap((entry) => {
    const nested = entry.startsWith('@') || entry === '.pnpm';
    if (nested) return entriesOf(join(modules, entry)).map((inner) => `${entry}/${inner}`);
    return entry.startsWith('.') ? [] : [entry];
  });
}

function entriesOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

function versionOf(directory: string): string | undefined {
  try {
    const manifest = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as { readonly version?: string };
    return manifest.version;
  } catch {
    return undefined;
  }
}
