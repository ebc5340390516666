// The package's tsconfig.json leaves this file to the CommonJS build: editors and linters find the types by this.
/// <reference types="node" />

/**
 * Whether a tool's loader hooks have loaded this package, as those of tsx do on Node.js 20. CommonJS modules then have a
 * `require` that can only load, and that no hook on `require` sees.
 * @see https://nodejs.org/docs/latest-v20.x/api/module.html#loadurl-context-nextload
 */
export const isLoadedByTool: boolean = !Object.hasOwn(require, 'cache');

/** `require` as it works from this package's own files. */
export const requireFromHere: NodeJS.Require = isLoadedByTool ? completed(require) : require;

/** The class of CommonJS modules. `node:module` has it too, but loading that takes 2 ms. */
export const moduleClass: unknown = module.constructor;

/** `import()` of a file URL. */
export async function importModule(url: string): Promise<unknown> {
  return (await import(url)) as unknown;
}

/** Folder of this package. Throws in a bundle that stands where the package is not installed. */
export function packageDirectory(): string {
  return requireFromHere.resolve('@spanwright/core/package.json').replace(/[\\/]package\.json$/, '');
}

function completed(load: (id: string) => unknown): NodeJS.Require {
  return Object.assign((id: string) => load(id), process.getBuiltinModule('node:module').createRequire(__filename));
}
