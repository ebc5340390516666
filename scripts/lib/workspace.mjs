import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './run.mjs';

/** The repository's folder. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** @param {string} path inside the repository */
export const readText = (path) => readFileSync(join(root, path), 'utf8');

/** @param {string} path inside the repository */
export const readJson = (path) => JSON.parse(readText(path));

/**
 * Every file of the repository that git tracks or would track.
 * @returns {string[]} paths from the root, with forward slashes
 */
export function repositoryFiles() {
  return run('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate'], { cwd: root })
    .split('\0')
    .filter((path) => path !== '' && existsSync(join(root, path)));
}

/**
 * The packages that are published: those of `packages/` that are not private.
 * @returns {{ folder: string, manifest: Record<string, any> }[]}
 */
export function publishedPackages() {
  return readdirSync(join(root, 'packages'))
    .map((name) => ({ folder: `packages/${name}`, manifest: readJson(`packages/${name}/package.json`) }))
    .filter(({ manifest }) => manifest.private !== true);
}
