import { type JsonPath, isContainer, partsOf, pathKey } from './json-path.ts';
import type { JsonValue } from '@spanwright/core/model';

/** What a search in a JSON value has found. */
export interface JsonMatches {
  /** Keys (`pathKey`) of the parts that match, in order. */
  readonly found: readonly string[];
  /** Keys of the parts around them, which have to be open for them to be seen. */
  readonly around: ReadonlySet<string>;
}

const MAX_MATCHES = 1000;

/** Finds the parts whose key or value has the text, upper and lower case alike; at most 1,000. */
export function searchJson(value: JsonValue, text: string): JsonMatches {
  const found: string[] = [];
  const around = new Set<string>();
  const wanted = text.toLowerCase();
  const visit = (part: JsonValue, path: JsonPath) => {
    if (found.length >= MAX_MATCHES) return;
    if (matches(part, path.at(-1), wanted)) addMatch(path);
    for (const [step, inner] of partsOf(part)) visit(inner, [...path, step]);
  };
  const addMatch = (path: JsonPath) => {
    found.push(pathKey(path));
    for (let depth = 0; depth < path.length; depth += 1) around.add(pathKey(path.slice(0, depth)));
  };
  if (wanted !== '') visit(value, []);
  return { found, around };
}

function matches(value: JsonValue, step: string | number | undefined, wanted: string): boolean {
  if (typeof step === 'string' && step.toLowerCase().includes(wanted)) return true;
  return !isContainer(value) && String(value).toLowerCase().includes(wanted);
}
