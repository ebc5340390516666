import type { JsonObject, JsonValue } from '../json.ts';

/** The value of JSON text; undefined for other text. */
export function parsedJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

/** A value that may be JSON text. */
export function valueIn(attributes: JsonObject, key: string): JsonValue | undefined {
  const value = attributes[key];
  return typeof value === 'string' && /^\s*["{[]/.test(value) ? (parsedJson(value) ?? value) : value;
}
