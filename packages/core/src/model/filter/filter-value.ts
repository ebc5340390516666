import type { Comparison, Operand } from './comparisons.ts';
import { filterError, pythonSet } from './filter-error.ts';
import { type EntityType, isQuoted, withoutQuotes } from './identifier.ts';
import { readList } from './filter-list.ts';

/** A value of a filter as it is written: a text, a number, or a list of texts. */
export type FilterValue = string | number | readonly string[];

/** Attributes that are numbers: milliseconds. */
export const NUMERIC_ATTRIBUTES: readonly string[] = [
  'timestamp',
  'timestamp_ms',
  'execution_time',
  'execution_time_ms',
  'end_time',
  'end_time_ms',
];

const LIST_ATTRIBUTES: readonly string[] = ['name', 'status', 'request_id', 'run_id', 'client_request_id'];
const TAKES_LISTS: readonly EntityType[] = ['attribute', 'tag', 'span'];
const NUMERIC_COMPARATORS: readonly string[] = ['>', '>=', '<', '<='];

/** Reads the right side of a comparison, as far as the kind of its key allows. */
export function readValue(type: EntityType, key: string, { comparator, right }: Comparison): FilterValue {
  if (!right) return '';
  if (type === 'feedback' || type === 'expectation') return assessmentValue(type, comparator, right);
  if (right.kind === 'string' || right.kind === 'identifier') return quotedText(right);
  if (right.kind === 'list' && TAKES_LISTS.includes(type)) return list(type, key, comparator, right);
  if (type === 'attribute') return attributeValue(key, right);
  throw wantsText(type, right);
}

function assessmentValue(type: EntityType, comparator: string, right: Operand): FilterValue {
  const numeric = right.kind === 'integer' || right.kind === 'number';
  if (NUMERIC_COMPARATORS.includes(comparator)) {
    if (numeric) return Number(right.text);
    const message = `Expected a numeric value for ${type} when using comparator '${comparator}'. Got value ${right.text}`;
    throw filterError(message, { at: right.at, expected: 'a number' });
  }
  if (right.kind === 'string' || right.kind === 'identifier') return quotedText(right);
  throw wantsText(type, right);
}

function attributeValue(key: string, right: Operand): FilterValue {
  if (right.kind !== 'integer' && right.kind !== 'number') {
    const wanted = 'a quoted string value or a list of quoted string values';
    const message = `Expected ${wanted} for attributes. Got value ${right.text}`;
    throw filterError(message, { at: right.at, expected: 'a quoted text' });
  }
  if (NUMERIC_ATTRIBUTES.includes(key)) return Number(right.text);
  const message = `Only the '${pythonSet(NUMERIC_ATTRIBUTES)}' attributes support comparison with numeric values.`;
  throw filterError(message, { at: right.at, expected: 'a quoted text' });
}

function list(type: EntityType, key: string, comparator: string, right: Operand): FilterValue {
  if (type === 'attribute' && !LIST_ATTRIBUTES.includes(key)) {
    const keys = pythonSet(LIST_ATTRIBUTES);
    const message = `Only attributes in ${keys} supports comparison with a list of quoted string values.`;
    throw filterError(message, { at: right.at, expected: 'a number' });
  }
  const values = readList(right);
  if (comparator.endsWith('IN')) return values;
  // MLflow passes these on, and its database refuses them.
  throw wantsText(type, right);
}

function quotedText({ text, at }: Operand): string {
  if (isQuoted(text)) return withoutQuotes(text);
  const message =
    'Parameter value is either not quoted or unidentified quote types used for string value ' +
    `${text}. Use either single or double quotes.`;
  throw filterError(message, { at, expected: 'a text in \' or "' });
}

function wantsText(type: EntityType, { text, at }: Operand): Error {
  const message = `Expected a quoted string value for ${type} (e.g. 'my-value'). Got value ${text}`;
  return filterError(message, { at, expected: 'a quoted text' });
}
