import type { JsonValue } from '@spanwright/core/model';

/** Keys and indices from the root of a JSON value to a part of it. */
export type JsonPath = readonly (string | number)[];

/** A path as JavaScript writes it: `messages[0].content`; empty for the root. */
export function pathText(path: JsonPath): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    if (/^[A-Za-z_$][\w$]*$/.test(step)) return text === '' ? step : `${text}.${step}`;
    return `${text}[${JSON.stringify(step)}]`;
  }, '');
}

/** A path as a key of maps and sets. */
export const pathKey = (path: JsonPath): string => JSON.stringify(path);

/** Whether a value has parts. */
export const isContainer = (value: JsonValue): value is readonly JsonValue[] | { readonly [key: string]: JsonValue } =>
  typeof value === 'object' && value !== null;

/** The parts of an array or object, with the step that leads to each. */
export function partsOf(value: JsonValue): readonly (readonly [string | number, JsonValue])[] {
  if (Array.isArray(value)) return (value as readonly JsonValue[]).map((part, index) => [index, part] as const);
  return isContainer(value) ? Object.entries(value) : [];
}

const PREVIEWED = 4;
const LONGEST = 28;

/** The first parts of an array or object in a few words; empty where they are containers themselves. */
export function previewOf(value: JsonValue): string {
  const parts = partsOf(value).slice(0, PREVIEWED);
  if (parts.every(([, part]) => isContainer(part))) return '';
  return parts.map(([step, part]) => (typeof step === 'number' ? '' : `${step}: `) + shortOf(part)).join(', ');
}

function shortOf(value: JsonValue): string {
  if (isContainer(value)) return Array.isArray(value) ? '[…]' : '{…}';
  if (typeof value !== 'string') return String(value);
  return value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value;
}

/** How many parts an array or object has. */
export function summaryOf(value: JsonValue): string {
  const { length } = partsOf(value);
  const what = Array.isArray(value) ? 'item' : 'key';
  return `${length} ${what}${length === 1 ? '' : 's'}`;
}
