/** By what stands in their place, exports that were replaced: modules that hand them on have the replacement. */
const originals = new WeakMap<object, unknown>();

/**
 * Wraps an export of an ES module whose `import` is intercepted; that of any other module cannot be replaced, and is
 * left alone.
 * @param wrap wraps the member of that name of the object it is given, and returns the undo
 * @returns the undo, after which the module exports what it did before
 */
export function wrapInterceptedExport(
  exports: object,
  key: string,
  wrap: (holder: Record<string, unknown>) => () => void,
): () => void {
  if (Object.getOwnPropertyDescriptor(exports, key)?.configurable !== true) return () => {};
  const owner = exports as Record<string, unknown>;
  const original = originals.get(owner[key] as object) ?? owner[key];
  const holder: Record<string, unknown> = { [key]: original };
  const undo = wrap(holder);
  const wrapper = holder[key];
  originals.set(wrapper as object, original);
  owner[key] = wrapper;
  return () => {
    if (owner[key] === wrapper) owner[key] = original;
    undo();
  };
}
