import { requireFromHere } from '#platform';
import { guarded } from '../../guard.ts';
import { reportImport } from '../import-reports.ts';

// The modules that import-in-the-middle makes import two names of `lib/register.js` beside the file that made them.
// Those that our hook makes come here, so that tools which share its copy with us do not hear of a module twice.

interface Binder {
  readonly namespace: object;
  /** Gives an export another value, for all that import it. */
  write(key: PropertyKey, value: unknown): boolean;
}

interface Original {
  readonly ModuleBinder: new (...args: unknown[]) => Binder;
}

/** Holds the values that an intercepted module exports. */
export const ModuleBinder: Original['ModuleBinder'] = (
  requireFromHere('import-in-the-middle/lib/register.js') as Original
).ModuleBinder;

/** Called with each module that our hook intercepted, before the module that imports it runs. */
export function register(fileUrl: string, binder: Binder, specifier: string, format?: string): void {
  const exports = new Proxy(binder.namespace, { set: (_target, key, value) => binder.write(key, value) });
  guarded('the import hook', () => reportImport([fileUrl, exports, specifier, format]));
}
