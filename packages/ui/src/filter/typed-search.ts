import { quoted } from './clauses.ts';

/** What somebody means by what stands in the search bar. */
export type TypedSearch =
  | { readonly kind: 'trace'; readonly traceId: string }
  | { readonly kind: 'words'; readonly filter: string }
  | { readonly kind: 'filter'; readonly filter: string };

const TRACE_ID = /^(?:tr-)?([0-9a-f]{32})$/i;
const COMPARISON = /[<>=!]|['"`]|\b(?:i|r)?like\b|\bis\s+(?:not\s+)?null\b|\bin\s*\(/i;

/** Tells a trace's id and plain words from a filter; each of the words is searched for in all texts of the traces. */
export function readSearch(text: string): TypedSearch {
  const trimmed = text.trim();
  const id = TRACE_ID.exec(trimmed)?.[1];
  if (id !== undefined) return { kind: 'trace', traceId: `tr-${id.toLowerCase()}` };
  if (trimmed === '' || COMPARISON.test(trimmed)) return { kind: 'filter', filter: trimmed };
  return {
    kind: 'words',
    filter: wordsOf(trimmed)
      .map((word) => `trace.text ILIKE ${quoted(`%${word}%`)}`)
      .join(' AND '),
  };
}

/** Shorter ones have no index, and stand in nearly every trace. */
const SHORTEST_WORD = 3;

function wordsOf(text: string): readonly string[] {
  const words = text.split(/\s+/).filter(({ length }) => length >= SHORTEST_WORD);
  return words.length > 0 ? [...new Set(words)] : [text];
}
