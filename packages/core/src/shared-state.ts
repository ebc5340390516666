/**
 * All mutable state of core lives behind this one registered symbol, so that several copies of core in one
 * process (its ES module and CommonJS builds, or two installations) act as one. The number is raised when the
 * shape of any slot changes incompatibly.
 */
const KEY: unique symbol = Symbol.for('@spanwright/core/1') as never;

type Slots = Record<string, unknown>;

/**
 * The slot of that name, made by `create` when no copy of core has made it yet.
 * Callers give each slot one type and one owning file.
 */
export function sharedSlot<T extends object>(name: string, create: () => T): T {
  const holder = globalThis as { [KEY]?: Slots };
  const slots = (holder[KEY] ??= {});
  return (slots[name] ??= create()) as T;
}
