// Where the runtime lacks the symbols (another realm, such as a `vm` context, of Node.js 20), compilers' helpers for
// `using` look for these.
const DISPOSE: symbol = Symbol.dispose ?? Symbol.for('Symbol.dispose');
const ASYNC_DISPOSE: symbol = Symbol.asyncDispose ?? Symbol.for('Symbol.asyncDispose');

/** Makes an object fit for `using`. */
export function disposable<T extends object>(target: T, dispose: () => void): T & { [Symbol.dispose](): void } {
  Object.defineProperty(target, DISPOSE, { value: dispose, configurable: true });
  return target as T & { [Symbol.dispose](): void };
}

/** Makes objects of a class fit for `using` and `await using` where the class could not do so itself. */
export function makeDisposable(prototype: object, dispose: (this: never) => void): void {
  const later = async function (this: never): Promise<void> {
    Reflect.apply(dispose, this, []);
  };
  for (const [symbol, value] of [
    [DISPOSE, dispose],
    [ASYNC_DISPOSE, later],
  ] as const) {
    if (!(symbol in prototype)) Object.defineProperty(prototype, symbol, { value, configurable: true });
  }
}
