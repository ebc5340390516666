/** One condition of a filter, as it stands in the text. */
export interface Clause {
  readonly text: string;
  /** Index of its first character. */
  readonly at: number;
}

// What is quoted is one piece: an AND inside of it divides nothing.
const PIECES = /'[^']*'?|"[^"]*"?|`[^`]*`?|\band\b|[\s\S]/gi;

/** Divides a filter at its ANDs. Never fails: the server checks the conditions. */
export function clausesOf(filter: string): readonly Clause[] {
  const ands = [...filter.matchAll(PIECES)].filter(([piece]) => /^and$/i.test(piece));
  const starts = [0, ...ands.map(({ index }) => index + 3)];
  const ends = [...ands.map(({ index }) => index), filter.length];
  return starts
    .map((start, index) => trimmed(filter, start, ends[index] ?? filter.length))
    .filter(({ text }) => text !== '');
}

function trimmed(filter: string, start: number, end: number): Clause {
  const piece = filter.slice(start, end);
  return { text: piece.trim(), at: start + piece.length - piece.trimStart().length };
}

/** Puts conditions together to a filter. */
export const joinClauses = (clauses: readonly string[]): string => clauses.filter((text) => text !== '').join(' AND ');

/** A text as a value of a filter: in the kind of quotes that it does not have. The language knows no escaping. */
export function quoted(value: string): string {
  const mark = value.includes("'") ? '"' : "'";
  return mark + value.replaceAll(mark, '') + mark;
}

/** `KEY` of a tag or metadata key as a filter needs it: in backticks where it is no plain word. */
export const keyText = (key: string): string => (/^[A-Za-z_][\w]*$/.test(key) ? key : `\`${key.replaceAll('`', '')}\``);
