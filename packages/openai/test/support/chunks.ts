/** Freezes a value and all it holds: whoever changes a part of it throws. */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const field of Object.values(value)) deepFreeze(field);
  return value;
}

/** Every object and list inside a value. */
export function containersIn(value: unknown, found: Set<object> = new Set()): Set<object> {
  if (typeof value !== 'object' || value === null || found.has(value)) return found;
  found.add(value);
  for (const field of Object.values(value)) containersIn(field, found);
  return found;
}

/** Objects that a result shares with the chunks that it was made of. */
export function sharedWith(chunks: unknown, result: unknown): object[] {
  const ours = containersIn(result);
  return [...containersIn(chunks)].filter((container) => ours.has(container));
}
