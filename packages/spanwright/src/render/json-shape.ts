import type { JsonObject, JsonValue } from '@spanwright/core/model';

/** A recorded value that may be missing. */
export type Recorded = JsonValue | undefined;

/** Tells whether the value is an object, lists excluded. */
export function isObject(value: Recorded): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Tells whether the value is a list. */
export function isList(value: Recorded): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** The string under that key, or undefined. */
export function stringAt(value: Recorded, key: string): string | undefined {
  const found = isObject(value) ? value[key] : undefined;
  return typeof found === 'string' ? found : undefined;
}

/** The objects of the list under that key; none when there is no such list. */
export function objectsAt(value: Recorded, key: string): readonly JsonObject[] {
  const found = isObject(value) ? value[key] : undefined;
  return isList(found) ? found.filter(isObject) : [];
}
