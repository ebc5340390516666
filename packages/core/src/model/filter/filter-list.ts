import type { Operand } from './comparisons.ts';
import { filterError } from './filter-error.ts';
import { withoutQuotes } from './identifier.ts';
import { type Token, tokenize } from './tokens.ts';

const WHILE = 'While parsing a list in the query,';

/** Reads `('a', "b")`. */
export function readList({ text, at }: Operand): readonly string[] {
  const tokens = tokenize(text.slice(1, -1)).filter(({ kind }) => kind !== 'space');
  if (tokens.length === 0) {
    const message = `${WHILE} expected a non-empty list of string values, but got empty list`;
    throw filterError(message, { at: at + 1, expected: 'a quoted text' });
  }
  const values = tokens.filter((_, i) => i % 2 === 0);
  const stranger = values.find((token) => !isText(token));
  if (stranger && tokens.every((token, i) => i % 2 === 0 || token.text === ',')) throw wrongType(values, at, stranger);
  const wrong = stranger ?? tokens.find((token, i) => i % 2 === 1 && token.text !== ',');
  if (!wrong) return values.map((token) => withoutQuotes(token.text));
  const message = `${WHILE} expected a non-empty list of string values, but got ill-formed list.`;
  throw filterError(message, { at: at + 1 + wrong.at, expected: 'quoted texts with commas between them' });
}

function wrongType(values: readonly Token[], at: number, stranger: Token): Error {
  const shown = values.map(({ text }) => text).join(', ') + (values.length === 1 ? ',' : '');
  const message = `${WHILE} expected string value, punctuation, or whitespace, but got different type in list: (${shown})`;
  return filterError(message, { at: at + 1 + stranger.at, expected: 'a quoted text' });
}

function isText({ kind, text }: Token): boolean {
  return kind === 'string' || (kind === 'name' && text.startsWith('"'));
}
