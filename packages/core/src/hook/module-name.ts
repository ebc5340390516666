/** A module's name, taken apart: `@langchain/core/callbacks/manager` is `./callbacks/manager` of `@langchain/core`. */
export interface ModuleName {
  readonly packageName: string;
  /** `.` for the package itself, as in the keys of `exports`. */
  readonly subpath: string;
}

/** Takes a bare specifier apart. */
export function parseModuleName(name: string): ModuleName {
  const scopeEnd = name.startsWith('@') ? name.indexOf('/') + 1 : 0;
  const end = name.indexOf('/', scopeEnd);
  return end < 0
    ? { packageName: name, subpath: '.' }
    : { packageName: name.slice(0, end), subpath: `.${name.slice(end)}` };
}
