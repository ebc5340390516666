import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { moduleFile } from '#platform';

/** The folder of this package; undefined in a bundle that does not know it. */
export function packageFolder(): string | undefined {
  for (let folder = moduleFile && dirname(moduleFile); folder && dirname(folder) !== folder; folder = dirname(folder)) {
    // The CommonJS build has a package.json of its own, that only names its kind.
    if (existsSync(join(folder, 'package.json')) && existsSync(join(folder, 'src'))) return folder;
  }
  return undefined;
}
