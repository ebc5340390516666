/** A module's name, taken apart: `@langchain/core/callbacks/manager` is `./callbacks/manager` of `@langchain/core`. */
export interface ModuleName {
  readonly packageName: string;
  /** `.` for the package itself, as in the keys of `exports`. */
  readonly subpath: string;
}

/** Takes a bare specifier apart. */
export function parseModuleName(name: string): ModuleName {
  const parts = name.split('/');
  const length = name.startsWith('@') ? 2 : 1;
  return { packageName: parts.slice(0, length).join('/'), subpath: ['.', ...parts.slice(length)].join('/') };
}
