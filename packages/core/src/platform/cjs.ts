// The package's tsconfig.json leaves this file to the CommonJS build: editors and linters find the types by this.
/// <reference types="node" />

/** `require` as it works from this package's own files. */
export const requireFromHere: NodeJS.Require = require;

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
