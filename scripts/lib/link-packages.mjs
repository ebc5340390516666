import { existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';

const namesIn = (folder) =>
  readdirSync(folder)
    .filter((name) => !name.startsWith('.'))
    .flatMap((name) =>
      name.startsWith('@') ? readdirSync(join(folder, name)).map((inScope) => `${name}/${inScope}`) : [name],
    );

/**
 * Makes `folder/node_modules` with links to all packages of some other ones; of a package that several have, the first.
 * @param {string} folder
 * @param {readonly string[]} sources paths of `node_modules` folders
 */
export function linkPackages(folder, sources) {
  for (const source of sources)
    for (const name of namesIn(source)) {
      const link = join(folder, 'node_modules', name);
      if (existsSync(link)) continue;
      mkdirSync(dirname(link), { recursive: true });
      symlinkSync(join(source, name), link, 'junction');
    }
}
