import { type Comparison, type Operand, readComparisons } from '../filter/comparisons.ts';
import { filterError, pythonSet } from '../filter/filter-error.ts';
import { readList } from '../filter/filter-list.ts';
import { isQuoted, withoutQuotes } from '../filter/identifier.ts';
import type { EntityGrammar } from './entity-grammar.ts';
import { type EntityKey, readEntityKey } from './entity-key.ts';

/** One condition. */
export interface EntityTest extends EntityKey {
  readonly comparator: string;
  /** Missing after IS [NOT] NULL. */
  readonly value?: string | number | readonly string[];
}

const NUMBERS: readonly string[] = ['>', '>=', '!=', '=', '<', '<='];
const TEXTS: readonly string[] = ['!=', '=', 'LIKE', 'ILIKE'];
const PRESENCE: readonly string[] = ['IS NULL', 'IS NOT NULL'];
const LISTS: readonly string[] = ['IN', 'NOT IN'];

/**
 * Reads a filter of runs, experiments or logged models: conditions joined by AND, in MLflow's grammar and words.
 * @throws TracingError INVALID_PARAMETER_VALUE, naming the place
 */
export function parseEntityFilter<T>(filter: string, grammar: EntityGrammar<T>): readonly EntityTest[] {
  return readComparisons(filter).map((comparison) => entityTest(comparison, grammar));
}

function entityTest<T>({ left, comparator, at, right }: Comparison, grammar: EntityGrammar<T>): EntityTest {
  const key = readEntityKey(left.text, left.at, grammar);
  const valid = comparatorsOf(key);
  if (!valid.includes(comparator)) {
    const message = `Invalid comparator '${comparator}' not one of '${pythonSet(valid)}'`;
    throw filterError(message, { at, expected: `one of ${valid.join(', ')}` });
  }
  return { ...key, comparator, ...(right && { value: valueOf(key, comparator, right) }) };
}

function comparatorsOf({ field, key, isNumber }: EntityKey): readonly string[] {
  if (isNumber) return NUMBERS;
  if (field !== 'attribute') return [...TEXTS, ...PRESENCE];
  return key.endsWith('_id') ? [...TEXTS, ...LISTS] : TEXTS;
}

function valueOf(key: EntityKey, comparator: string, right: Operand): string | number | readonly string[] {
  if (LISTS.includes(comparator)) return readList(right);
  if (key.isNumber) return numberOf(key, right);
  if (right.kind === 'string' || isQuoted(right.text)) return withoutQuotes(right.text);
  const message = `Expected a quoted string value for ${key.field} (e.g. 'my-value'). Got value ${right.text}`;
  throw filterError(message, { at: right.at, expected: 'a quoted text' });
}

function numberOf({ field }: EntityKey, { kind, text, at }: Operand): number {
  if (kind === 'integer' || kind === 'number') return Number(text);
  const quoted = Number(withoutQuotes(text));
  if (field === 'attribute' && isQuoted(text) && !Number.isNaN(quoted)) return quoted;
  const message = `Expected numeric value type for ${field}. Found ${text}`;
  throw filterError(message, { at, expected: 'a number' });
}
