// A bundler that emits CommonJS leaves `import.meta` empty.
const here = (import.meta.url as string | undefined) ?? `${process.cwd()}/`;

/** `require` as it works from this package's own files. */
export const requireFromHere: NodeJS.Require = process.getBuiltinModule('node:module').createRequire(here);

/** Whether a tool's loader hooks have loaded this package as CommonJS. */
export const isLoadedByTool = false;

/** The class of CommonJS modules. */
export const moduleClass: unknown = process.getBuiltinModule('node:module');

/** `import()` of a file URL. */
export async function importModule(url: string): Promise<unknown> {
  return (await import(url)) as unknown;
}

/** Folder of this package. Throws in a bundle that stands where the package is not installed. */
export function packageDirectory(): string {
  return requireFromHere.resolve('@spanwright/core/package.json').replace(/[\\/]package\.json$/, '');
}
