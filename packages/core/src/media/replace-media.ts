import type { JsonObject, JsonValue } from '../model/index.ts';
import { cutText } from '../capture/bounded-text.ts';
import { findMedia, type FoundMedia } from './find-media.ts';

/** Gives the text that stands in place of media; undefined leaves it as it is. */
export type ReplaceMedia = (found: FoundMedia) => string | undefined;

/** A value with its media replaced; too long text that is none is cut. What holds none is the same object as before. */
export function replaceMedia(value: JsonValue, replace: ReplaceMedia): JsonValue {
  return visit(value, { field: '', holder: {}, under: '' }, replace);
}

interface Place {
  readonly field: string;
  readonly holder: JsonObject;
  /** The field that holds the holder. */
  readonly under: string;
}

function visit(value: JsonValue, place: Place, replace: ReplaceMedia): JsonValue {
  if (typeof value === 'string') {
    const found = findMedia(value, place.field, place.holder, place.under);
    return (found && replace(found)) ?? cutText(value);
  }
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return visitItems(value as readonly JsonValue[], place, replace);
  return visitFields(value as JsonObject, place.field, replace);
}

function visitItems(items: readonly JsonValue[], place: Place, replace: ReplaceMedia): readonly JsonValue[] {
  const visited = items.map((item) => visit(item, place, replace));
  return visited.every((item, index) => item === items[index]) ? items : visited;
}

function visitFields(holder: JsonObject, under: string, replace: ReplaceMedia): JsonObject {
  let copy: Record<string, JsonValue> | undefined;
  for (const [field, value] of Object.entries(holder)) {
    const visited = visit(value, { field, holder, under }, replace);
    if (visited !== value) (copy ??= { ...holder })[field] = visited;
  }
  return copy ?? holder;
}
