import type { FilterClause, ListTest, PresenceTest, TextTest } from '@spanwright/core/model';
import { textPredicate } from '../../search/text-test.ts';
import type { Connection } from '../connection.ts';
import { MAX_VALUE_CHARS, isListed } from '../postings.ts';

/** Postings, one of which a trace must have: a key and some of its values. */
export interface PostingSet {
  /** `dict.id` of the key. */
  readonly key: number;
  readonly values: readonly string[];
  /** Whether having one is enough to pass the clause, as far as the clause stands alone. */
  readonly exact: boolean;
}

// With more different values the texts are compared trace by trace.
const MAX_VALUES = 200;

const NEXT_VALUE = 'SELECT v FROM post WHERE k = ? AND v > ? ORDER BY v LIMIT 1';
const FIRST_VALUE = 'SELECT v FROM post WHERE k = ? ORDER BY v LIMIT 1';

/** The postings that a clause asks for; undefined when postings cannot tell. */
export function postingSetOf(connection: Connection, clause: FilterClause): PostingSet | undefined {
  const asked = keyAndTest(clause);
  if (!asked || asked.test.comparator === 'IS NULL') return undefined;
  const key = connection.names.find(asked.key);
  if (key === undefined) return { key: -1, values: [], exact: true };
  const values = valuesFor(connection, key, asked.test);
  return values && { key, values, exact: values.every((value) => value.length < MAX_VALUE_CHARS) };
}

interface Asked {
  readonly key: string;
  readonly test: TextTest | ListTest | PresenceTest;
}

function keyAndTest(clause: FilterClause): Asked | undefined {
  switch (clause.kind) {
    case 'tag':
      return { key: `tags.${clause.key}`, test: clause.test };
    case 'metadata':
      return isListed(clause.key) ? { key: `metadata.${clause.key}`, test: clause.test } : undefined;
    case 'span':
      if (typeof clause.field !== 'string' || clause.field === 'content') return undefined;
      return { key: `span.${clause.field}`, test: clause.test };
    default:
      return undefined;
  }
}

function valuesFor(connection: Connection, key: number, test: Asked['test']): readonly string[] | undefined {
  const cut = (value: string): string => value.slice(0, MAX_VALUE_CHARS);
  if (test.comparator === '=') return [cut(test.value)];
  if (test.comparator === 'IN') return [...new Set(test.values.map(cut))];
  const all = distinctValues(connection, key);
  if (!all || test.comparator === 'IS NULL' || test.comparator === 'IS NOT NULL') return all;
  const passes = textPredicate(test);
  // Of a value that was cut the end is not known.
  return all.filter((value) => value.length >= MAX_VALUE_CHARS || passes(value));
}

function distinctValues(connection: Connection, key: number): readonly string[] | undefined {
  const values: string[] = [];
  let row = connection.statement(FIRST_VALUE).get(key);
  for (; row; row = connection.statement(NEXT_VALUE).get(key, String(row['v']))) {
    if (values.length >= MAX_VALUES) return undefined;
    values.push(String(row['v']));
  }
  return values;
}
