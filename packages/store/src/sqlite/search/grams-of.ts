import type { Filter, ListTest, TextTest } from '@spanwright/core/model';
import { visitGrams } from '../text/grams.ts';

// Where one text of a span's JSON ends and the next begins: the index has each text by itself.
const STRUCTURE = /["{}[\]:,\\]/;
// More grams make a search no more selective.
const MAX_GRAMS = 24;

/** The grams that the text of every trace has which passes a filter; undefined when the filter says too little. */
export function gramsOf(filter: Filter): readonly number[] | undefined {
  const grams = new Set<number>();
  for (const clause of filter) {
    if (clause.kind !== 'span' || !looksAtText(clause.field)) continue;
    const { literals, anyCase } = literalsOf(clause.test);
    const runs = literals.flatMap((literal) => runsOf(literal, anyCase));
    const safe = clause.field === 'content' ? runs : runs.map(withoutEscape);
    for (const run of safe) visitGrams(run, (gram) => grams.add(gram));
  }
  return grams.size > 0 ? [...grams].slice(0, MAX_GRAMS) : undefined;
}

interface Literals {
  /** What stands in every text that passes. */
  readonly literals: readonly string[];
  readonly anyCase: boolean;
}

function looksAtText(field: string | { readonly attribute: string }): boolean {
  return typeof field !== 'string' || field === 'content';
}

function literalsOf(test: TextTest | ListTest): Literals {
  if (test.comparator === '=') return { literals: [test.value], anyCase: false };
  if (test.comparator === 'RLIKE') return { literals: literalsOfExpression(test.value), anyCase: true };
  const isPattern = test.comparator === 'LIKE' || test.comparator === 'ILIKE';
  return { literals: isPattern ? test.value.split(/[%_]/) : [], anyCase: test.comparator === 'ILIKE' };
}

// Only plain characters where case is ignored: upper and lower case of others differ from ours.
function runsOf(literal: string, anyCase: boolean): readonly string[] {
  const runs = literal.split(STRUCTURE);
  return anyCase ? runs.flatMap((run) => run.split(/[^\x20-\x7e]/)) : runs;
}

// Attributes that are no texts are compared as JSON, whose escapes the index does not have: `\n` ends in a letter.
function withoutEscape(run: string): string {
  return run.replace(/^(?:u?[\da-f]{1,4}|[nrt])/i, '');
}

const FLAGS = /^\(\?[ims]+\)/;
const BRANCHES = /[|()]/;
// Sets, escapes, what may be missing or repeated, and other signs.
const NOT_LITERAL = /\[(?:\\.|[^\]\\])*\]|\\.|.(?:[*?]|\{[^}]*\})|[+.^$]/gsu;

// Of expressions without branches, the characters that stand for themselves.
function literalsOfExpression(pattern: string): readonly string[] {
  const expression = pattern.replace(FLAGS, '');
  return BRANCHES.test(expression) ? [] : expression.replace(NOT_LITERAL, '\0').split('\0');
}
