import { isJsonObject, type JsonObject, type JsonValue } from './json.ts';

const PLAIN = /^[\w.-]*$/;

/**
 * The JSON of a value where it has at most `chars` characters; else its beginning, with more than `chars` of them. What
 * comes after is not made: of a large prompt, lists show the first words.
 */
export function jsonBeginning(value: JsonValue, chars: number): string {
  return addValue('', value, chars);
}

function addValue(text: string, value: JsonValue, chars: number): string {
  // A cut in the middle of a pair of surrogates comes after what is wanted.
  if (typeof value === 'string') return text + JSON.stringify(value.length > chars ? value.slice(0, chars) : value);
  if (typeof value === 'number') return text + (Number.isFinite(value) ? value : 'null');
  if (typeof value !== 'object' || value === null) return `${text}${value}`;
  return isJsonObject(value) ? addMembers(`${text}{`, value, chars) : addItems(`${text}[`, value, chars);
}

function addItems(start: string, items: readonly JsonValue[], chars: number): string {
  let text = start;
  for (let index = 0; index < items.length && text.length <= chars; index += 1) {
    if (index > 0) text += ',';
    text = addValue(text, items[index] ?? null, chars);
  }
  return `${text}]`;
}

function addMembers(start: string, object: JsonObject, chars: number): string {
  let text = start;
  for (const key of Object.keys(object)) {
    const value = object[key];
    if (value === undefined) continue;
    const separator = text === start ? '' : ',';
    text = addValue(`${text}${separator}${keyOf(key)}:`, value, chars);
    if (text.length > chars) break;
  }
  return `${text}}`;
}

function keyOf(key: string): string {
  return PLAIN.test(key) ? `"${key}"` : JSON.stringify(key);
}
