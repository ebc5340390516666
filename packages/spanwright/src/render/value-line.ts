import type { JsonValue } from '@spanwright/core/model';
import type { Recorded } from './json-shape.ts';

const LONG = 2000;

/** Any value on one line: a string as it is, everything else as JSON. Undefined when there is none. */
export function valueLine(value: Recorded): string | undefined {
  if (value === undefined || value === null) return undefined;
  return typeof value === 'string' ? value : JSON.stringify(value, cutLongText);
}

// A line shows far less; the rest of a text of many megabytes need not be escaped for it.
function cutLongText(_key: string, value: JsonValue): JsonValue {
  return typeof value === 'string' && value.length > LONG ? value.slice(0, LONG) : value;
}
