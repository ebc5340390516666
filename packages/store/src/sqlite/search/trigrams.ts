import type { ListTest, TextTest } from '@spanwright/core/model';

// Where one text of a span's JSON ends and the next begins: the index has each text by itself.
const STRUCTURE = /["{}[\]:,\\]/;
const MIN_CHARS = 3;
// More trigrams make a query no more selective.
const MAX_TRIGRAMS = 24;

/**
 * An FTS5 query for traces whose text may pass a test, by the trigrams of what must stand in it; undefined when the
 * test says too little.
 */
export function trigramQuery(test: TextTest | ListTest): string | undefined {
  if (test.comparator === '=') return queryOf([test.value]);
  if (test.comparator === 'LIKE' || test.comparator === 'ILIKE') return queryOf(test.value.split(/[%_]/));
  return undefined;
}

function queryOf(literals: readonly string[]): string | undefined {
  const runs = literals.flatMap((literal) => literal.split(STRUCTURE));
  const trigrams = new Set(runs.flatMap(trigramsOf));
  if (trigrams.size === 0) return undefined;
  return [...trigrams]
    .slice(0, MAX_TRIGRAMS)
    .map((trigram) => `"${trigram}"`)
    .join(' AND ');
}

// Only plain characters: upper and lower case of others differ between SQLite and JavaScript.
function trigramsOf(run: string): readonly string[] {
  const chars = Array.from(run);
  return chars
    .map((_, i) => chars.slice(i, i + MIN_CHARS).join(''))
    .filter((trigram) => /^[\x20-\x7e]{3}$/.test(trigram));
}
