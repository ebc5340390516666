import { isJsonObject, type JsonObject, type JsonValue } from '../../model/index.ts';

/** Pairs of a field's name with the attribute's key. */
export type FieldTable = readonly (readonly [field: string, key: string])[];

/** The items of a list; empty for anything else. */
export function itemsOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? (value as readonly JsonValue[]) : [];
}

/** The objects of a list; empty for anything else. */
export function objectsOf(value: JsonValue | undefined): readonly JsonObject[] {
  return itemsOf(value).filter(isJsonObject);
}

/** A field of an object; undefined for anything else, and for null. */
export function fieldOf(value: JsonValue | undefined, field: string): JsonValue | undefined {
  return isJsonObject(value) ? (value[field] ?? undefined) : undefined;
}

/** A field that is text. */
export function textOf(value: JsonValue | undefined, field: string): string | undefined {
  const found = fieldOf(value, field);
  return typeof found === 'string' ? found : undefined;
}

/** The fields that are there, under the keys of the table; of two fields with one key the first wins. */
export function renamed(value: JsonValue | undefined, table: FieldTable): JsonObject {
  const found: Record<string, JsonValue> = {};
  for (const [field, key] of table) {
    const content = fieldOf(value, field);
    if (content !== undefined) found[key] ??= content;
  }
  return found;
}

/** The entries that have a value. */
export function defined(entries: { readonly [key: string]: JsonValue | undefined }): JsonObject {
  return Object.fromEntries(
    Object.entries(entries).filter((entry): entry is [string, JsonValue] => entry[1] !== undefined),
  );
}

/** Text as it is, anything else as JSON. */
export function asText(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
