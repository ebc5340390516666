import { type JsonObject, type JsonValue, TracingError } from '../model/index.ts';

/** One step of a path: a name or index, `*` for all, and `deep` for `..`: at any depth. */
interface Segment {
  readonly key: string;
  readonly deep: boolean;
}

/** A place in a span: `inputs.user.name`, `outputs.choices[*].message.content`, `inputs..password`. */
export type JsonPath = readonly Segment[];

const ALL = '*';
const STEP = /(\.{0,2})(?:\[(?:(\d+|\*)|"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')\]|([^.[\]"'\s]+))/y;

/**
 * Reads a path. A leading `$` may be there.
 * @throws TracingError INVALID_PARAMETER_VALUE
 */
export function parseJsonPath(path: string): JsonPath {
  const text = typeof path === 'string' ? path.replace(/^\$(?=[.[])/, '') : '';
  const segments: Segment[] = [];
  STEP.lastIndex = 0;
  while (STEP.lastIndex < text.length) {
    const [found, dots, index, double, single, plain] = STEP.exec(text) ?? [];
    const key = index ?? double ?? single ?? plain;
    if (found === undefined || key === undefined) throw invalid(path);
    segments.push({ key, deep: dots === '..' });
  }
  if (segments.length === 0) throw invalid(path);
  return segments;
}

/** The value with everything at the path replaced; the same object where there is nothing. Looks into JSON in texts. */
export function replaceAt(value: JsonValue, path: JsonPath, replacement: JsonValue): JsonValue {
  const [segment, ...rest] = path;
  if (!segment) return replacement;
  if (typeof value === 'string') return replaceInText(value, path, replacement);
  if (typeof value !== 'object' || value === null) return value;
  return mapMembers(value, (member, key) => {
    const matched = segment.key === ALL || segment.key === key;
    const replaced = matched ? replaceAt(member, rest, replacement) : member;
    return segment.deep ? replaceAt(replaced, path, replacement) : replaced;
  });
}

/** Maps the members of an object or list; the same one where no member changes. */
export function mapMembers(
  value: JsonObject | readonly JsonValue[],
  map: (member: JsonValue, key: string) => JsonValue,
): JsonValue {
  let changed = false;
  const mapped = Object.entries(value).map(([key, member]: [string, JsonValue]): [string, JsonValue] => {
    const next = map(member, key);
    changed ||= next !== member;
    return [key, next];
  });
  if (!changed) return value;
  return Array.isArray(value) ? mapped.map(([, member]) => member) : Object.fromEntries(mapped);
}

/** Arguments of a tool call, say, are JSON in a text. */
function replaceInText(text: string, path: JsonPath, replacement: JsonValue): JsonValue {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    const value = JSON.parse(text) as JsonValue;
    const replaced = replaceAt(value, path, replacement);
    return replaced === value ? text : JSON.stringify(replaced);
  } catch {
    return text;
  }
}

function invalid(path: unknown): TracingError {
  const message = `"${String(path)}" is no path of JSON; write it like inputs.user.name, outputs[*].text or inputs..password.`;
  return new TracingError('INVALID_PARAMETER_VALUE', message);
}
