/** Which part of a condition the cursor is in. */
export interface CursorPart {
  readonly kind: 'field' | 'comparator' | 'value' | 'and';
  /** What stands there before the cursor. */
  readonly typed: string;
  /** Index of its first character. */
  readonly from: number;
  /** Field and comparator before it, where it has them. */
  readonly field: string;
  readonly comparator: string;
}

const FIELD = /^(?:[\w$]+|`[^`]*`?)(?:\.(?:[\w$-]+|`[^`]*`?|"[^"]*"?)?)*/;
const COMPARATOR = /^(?:[<>=!]+|not\s+(?:in|like|ilike|rlike)\b|(?:in|like|ilike|rlike)\b|is\s+(?:not\s+)?null\b)/i;
const VALUE = /^(?:'[^']*'|"[^"]*"|\([^)]*\)|-?[\d.]+(?:e-?\d+)?)/i;

interface Reading {
  readonly rest: string;
  readonly at: number;
  readonly field: string;
  readonly comparator: string;
}

const skipSpace = (reading: Reading, by: number): Reading => {
  const after = reading.rest.slice(by);
  const trimmed = after.trimStart();
  return { ...reading, rest: trimmed, at: reading.at + by + after.length - trimmed.length };
};

const part = (kind: CursorPart['kind'], { rest, at, field, comparator }: Reading): CursorPart => ({
  kind,
  typed: rest,
  from: at,
  field,
  comparator,
});

/** Finds the part of the last condition of a text, which ends at the cursor. */
export function partAtEnd(text: string): CursorPart {
  let reading = skipSpace({ rest: text, at: 0, field: '', comparator: '' }, 0);
  for (;;) {
    const next = readCondition(reading);
    if ('kind' in next) return next;
    const and = /^and\s+/i.exec(next.rest)?.[0];
    if (and === undefined) return part('and', next);
    reading = skipSpace({ ...next, field: '', comparator: '' }, and.length);
  }
}

/** The part in which the text ends, or what stands behind the condition. */
function readCondition(start: Reading): CursorPart | Reading {
  const field = FIELD.exec(start.rest)?.[0] ?? '';
  if (field === '' || field.length === start.rest.length) return part('field', start);
  const named = skipSpace({ ...start, field }, field.length);
  const comparator = COMPARATOR.exec(named.rest)?.[0];
  if (comparator === undefined) return part('comparator', named);
  const compared = { ...named, comparator: comparator.toUpperCase().replace(/\s+/g, ' ') };
  // Until something follows, more may come: `<` may become `<=`.
  if (comparator.length === named.rest.length) return part('comparator', { ...compared, comparator: '' });
  return compared.comparator.startsWith('IS ')
    ? skipSpace(compared, comparator.length)
    : readValue(skipSpace(compared, comparator.length));
}

function readValue(reading: Reading): CursorPart | Reading {
  const value = VALUE.exec(reading.rest)?.[0];
  const open = value === undefined || (value.length === reading.rest.length && /[\d.]$/.test(value));
  return open ? part('value', reading) : skipSpace(reading, value.length);
}
