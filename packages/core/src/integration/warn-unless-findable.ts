import { isBundled } from '../hook/caller-file.ts';
import { isInstalled } from '../hook/is-installed.ts';
import { parseModuleName } from '../hook/module-name.ts';
import { modulePrototype } from '../hook/module-system.ts';
import { warnOnce } from '../logger.ts';
import type { Integration } from './define.ts';

/** How the library of an integration was looked for. */
export interface Search {
  readonly modules?: readonly object[];
  readonly load?: boolean;
  /** The file that has called `autolog()`. */
  readonly caller: string | undefined;
  /** Whether a copy was found. */
  readonly found: boolean;
}

/** Says so where the library can be found neither now nor when it is loaded, and what to do about it. */
export function warnUnlessFindable({ name, module }: Integration, search: Search): void {
  const reason = whyNot(module, search);
  if (reason !== undefined) warnOnce(`${name}.autolog(): ${reason}`);
}

function whyNot(module: string, { modules, load, caller, found }: Search): string | undefined {
  const { packageName } = parseModuleName(module);
  const quoted = `'${module}'`;
  if (isBundled() && !modules)
    return `this program is bundled, and "${packageName}" is not found inside a bundle: leave spanwright and ${packageName} out of it (external), or pass what it imports: autolog({ modules: [await import(${quoted})] })`;
  if (found) return undefined;
  if (load !== false && !isInstalled(module, caller))
    return `the package "${packageName}" is not installed here; npm install ${packageName}`;
  // jest and the like, whose modules are announced to nobody.
  if (!modulePrototype())
    return `a test runner loads the modules of this program, and "${packageName}" is not found there: autolog({ modules: [require(${quoted})] })`;
  return undefined;
}
