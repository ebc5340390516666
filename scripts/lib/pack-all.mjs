import { join } from 'node:path';
import { run } from './run.mjs';
import { publishedPackages, root } from './workspace.mjs';

/**
 * @typedef {object} Packed
 * @property {string} name of the package
 * @property {string} tarball its path
 * @property {number} bytes the size of the tarball
 * @property {readonly string[]} files their paths inside the package
 */

/**
 * Packs every published package, built before, into a folder.
 * @param {string} destination
 * @returns {Packed[]}
 */
export function packAll(destination) {
  const folders = publishedPackages().map(({ folder }) => `./${folder}`);
  const printed = run('npm', ['pack', '--json', '--pack-destination', destination, ...folders], { cwd: root });
  return JSON.parse(printed).map(({ name, filename, size, files }) => ({
    name,
    tarball: join(destination, filename),
    bytes: size,
    files: files.map(({ path }) => path),
  }));
}
