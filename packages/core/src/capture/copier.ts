import type { JsonValue } from '../model/index.ts';

/** Copies values inside one snapshot, within its bounds. */
export interface Copier {
  /** Any value; undefined where JSON has nothing. */
  value(value: unknown): JsonValue | undefined;
  /** The own enumerable properties of any object. */
  properties(source: object): JsonValue;
  /** A list; holes and undefined become null, as in JSON. */
  items(items: readonly unknown[]): JsonValue;
}
