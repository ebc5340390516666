import { splitTopLevel } from './scan-source.ts';

/** A value that source text tells. */
export interface Literal {
  readonly value: unknown;
}

const NUMBER = /^[+-]?(?:0[xob][\da-f_]+|(?:\d[\d_]*)?\.?\d[\d_]*(?:e[+-]?\d+)?\.?)$/i;

/** Words and what minifiers make of them. */
const WORDS: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['true', true],
  ['false', false],
  ['!0', true],
  ['!1', false],
  ['null', null],
  ['undefined', undefined],
  ['void 0', undefined],
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
]);

/**
 * The value of source text that is a literal: a number, string, word, or a list or object of such. Undefined for
 * everything that would have to be evaluated.
 * @param text without white space or comments between tokens, as `splitTopLevel` gives it
 */
export function literalOf(text: string): Literal | undefined {
  if (WORDS.has(text)) return { value: WORDS.get(text) };
  if (NUMBER.test(text)) return numberOf(text);
  const inner = text.slice(1, -1);
  switch (text[0]) {
    case '"':
    case "'":
    case '`':
      return text.at(-1) === text[0] ? stringOf(inner) : undefined;
    case '[':
      return listOf(inner);
    case '{':
      return objectOf(inner);
    default:
      return undefined;
  }
}

function numberOf(text: string): Literal | undefined {
  const value = Number(text.replaceAll('_', ''));
  return Number.isNaN(value) ? undefined : { value };
}

function stringOf(inner: string): Literal | undefined {
  if (inner.includes('${')) return undefined;
  if (!inner.includes('\\')) return { value: inner };
  try {
    return { value: JSON.parse(`"${inner.replaceAll(/\\(['`])/g, '$1').replaceAll(/(?<!\\)"/g, '\\"')}"`) as unknown };
  } catch {
    return undefined;
  }
}

function listOf(inner: string): Literal | undefined {
  const items = splitTopLevel(inner, ',').map(literalOf);
  return items.every((item) => item !== undefined) ? { value: items.map(({ value }) => value) } : undefined;
}

function objectOf(inner: string): Literal | undefined {
  const entries: [string, unknown][] = [];
  for (const property of splitTopLevel(inner, ',')) {
    const [key, value, more] = splitTopLevel(property, ':');
    const literal = value === undefined || more !== undefined ? undefined : literalOf(value);
    const name = key === undefined ? undefined : propertyName(key);
    if (literal === undefined || name === undefined) return undefined;
    entries.push([name, literal.value]);
  }
  return { value: Object.fromEntries(entries) };
}

/** The name of a property as source text writes it; undefined for a computed one. */
export function propertyName(key: string): string | undefined {
  if (/^[\p{ID_Continue}$]+$/u.test(key)) return key;
  const quoted = /^["']/.test(key) ? literalOf(key)?.value : undefined;
  return typeof quoted === 'string' ? quoted : undefined;
}
