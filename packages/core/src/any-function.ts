/** Every function, whatever it takes and gives. */
// oxlint-disable-next-line typescript/no-explicit-any -- with `unknown` or `never` few functions would be one
export type AnyFunction = (...args: any[]) => unknown;
