/**
 * An object that shows what `original` shows, some properties apart. The original is neither changed nor copied: its
 * getters and private fields work, and it may be frozen.
 */
export function standInFor<T extends object>(original: T, overrides: Partial<T>): T {
  const valueOf = (key: PropertyKey): unknown => Reflect.get(Object.hasOwn(overrides, key) ? overrides : original, key);
  // An empty target: a proxy of a frozen object may not show other values than the object's own.
  return new Proxy(Object.create(Object.getPrototypeOf(original) as object | null) as T, {
    get: (_target, key) => valueOf(key),
    has: (_target, key) => key in original,
    ownKeys: () => Reflect.ownKeys(original),
    getOwnPropertyDescriptor: (_target, key) => {
      const own = Reflect.getOwnPropertyDescriptor(original, key);
      return own && { value: valueOf(key), enumerable: own.enumerable ?? false, configurable: true, writable: true };
    },
  });
}
