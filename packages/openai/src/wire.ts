/** An object as a provider sent it: any field may be missing, null or of another type than documented. */
export interface WireObject {
  readonly [key: string]: unknown;
}

/** A `WireObject` of our own, still being put together. */
export interface OpenWireObject {
  [key: string]: unknown;
}

/** Bounds of what is collected of one stream; what comes past them is left out. */
export const bounds = {
  /** Characters of one text; the piece that crosses it is the last one kept. */
  textChars: 4_194_304,
  /** Items of one list: choices, tool calls, log probabilities, output items. */
  listItems: 100_000,
  /** Nesting of one value; what is deeper becomes null. */
  depth: 64,
} as const;

/** Whether a value is an object with named fields, not a list and not null. */
export function isWireObject(value: unknown): value is WireObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Copies JSON, strings shared, so that no part of a chunk is kept or changed. */
export function copyWire(value: unknown, depth = 0): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= bounds.depth) return null;
  if (Array.isArray(value)) return value.slice(0, bounds.listItems).map((item) => copyWire(item, depth + 1));
  const copy: OpenWireObject = {};
  for (const [key, field] of Object.entries(value)) setField(copy, key, copyWire(field, depth + 1));
  return copy;
}

/** A field of our own object; undefined for what the object inherits. */
export function fieldOf(target: WireObject, key: string): unknown {
  return Object.hasOwn(target, key) ? target[key] : undefined;
}

/** Sets a field of our own object; `__proto__`, which would change the object's kind, is left out. */
export function setField(target: OpenWireObject, key: string, value: unknown): void {
  if (key !== '__proto__') target[key] = value;
}

/** A copy without some of the fields. Not by `const { a, ...rest } = object`: that takes Node.js 20 ten times as long. */
export function without(object: WireObject, left: ReadonlySet<string>): OpenWireObject {
  const rest: OpenWireObject = {};
  for (const key in object) if (!left.has(key)) setField(rest, key, object[key]);
  return rest;
}

/** The value where it is a usable list index, else `fallback`. */
export function indexOr(value: unknown, fallback: number): number {
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : fallback;
}

/** The values of a map, ordered by their key. */
export function inOrder<T>(slots: ReadonlyMap<number, T>): T[] {
  return [...slots].sort(([a], [b]) => a - b).map(([, value]) => value);
}
