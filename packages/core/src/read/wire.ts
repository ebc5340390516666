/** An object of the library, of which nothing is known but that it has properties. */
export type Wire = { readonly [key: string]: unknown };

/** Whether a value is an object that is no list. */
export function isWire(value: unknown): value is Wire {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The property of a value that may be anything; undefined where there is none. */
export function at(value: unknown, key: string): unknown {
  return isWire(value) ? value[key] : undefined;
}

/** The property where it is a text that is not empty. */
export function textAt(value: unknown, key: string): string | undefined {
  const text = at(value, key);
  return typeof text === 'string' && text !== '' ? text : undefined;
}

/** The property where it is a list; else an empty one. */
export function listAt(value: unknown, key: string): readonly unknown[] {
  const list = at(value, key);
  return Array.isArray(list) ? list : [];
}

/** The property where it is a number. */
export function numberAt(value: unknown, key: string): number | undefined {
  const number = at(value, key);
  return typeof number === 'number' ? number : undefined;
}

/** Those of some properties that are there: neither undefined nor null. */
export function fieldsAt(value: unknown, keys: readonly string[]): Wire {
  const found = keys.map((key) => [key, at(value, key)] as const);
  return Object.fromEntries(found.filter(([, field]) => field !== undefined && field !== null));
}

/** Whether there is anything in it. */
export function isFilled(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return isWire(value) ? hasOwnKey(value) : value !== undefined && value !== null && value !== '';
}

function hasOwnKey(value: Wire): boolean {
  for (const key in value) if (Object.hasOwn(value, key)) return true;
  return false;
}
