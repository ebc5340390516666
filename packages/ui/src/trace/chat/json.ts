import type { JsonObject, JsonValue } from '@spanwright/core/model';

export type { JsonObject, JsonValue };

/** Whether a value is an object, not a list. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a value is a list. */
export function isList(value: unknown): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** The value where it is a text that is not empty. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The first of some fields that is a text and not empty. */
export function firstText(holder: JsonObject, ...keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const text = textOf(holder[key]);
    if (text !== undefined) return text;
  }
  return undefined;
}

/** What is under a path of keys; undefined where it leads nowhere. */
export function at(value: unknown, ...path: readonly string[]): JsonValue | undefined {
  let found = value;
  for (const key of path) found = isObject(found) ? found[key] : undefined;
  return found as JsonValue | undefined;
}

/** JSON text as the value that it stands for; any other text as it is. */
export function parsed(value: JsonValue | undefined): JsonValue {
  if (typeof value !== 'string') return value ?? null;
  if (!/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value) as JsonValue;
  } catch {
    return value;
  }
}

/** A list of one for what is no list, and none for what is missing. */
export function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  if (value === undefined || value === null) return [];
  return isList(value) ? value : [value];
}
