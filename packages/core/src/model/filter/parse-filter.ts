import { type Comparison, readComparisons } from './comparisons.ts';
import { checkComparator, checkSpanKey } from './comparators.ts';
import { filterError } from './filter-error.ts';
import { type FilterValue, NUMERIC_ATTRIBUTES, readValue } from './filter-value.ts';
import { type Identifier, readIdentifier, resolveAlias } from './identifier.ts';
import type { Filter, FilterClause, ListTest, NumberTest, PresenceTest, SpanField, TextTest } from './syntax-tree.ts';

const ATTRIBUTES: readonly string[] = [
  ...NUMERIC_ATTRIBUTES,
  'status',
  'request_id',
  'client_request_id',
  'name',
  'run_id',
  'prompt',
  'text',
];

const PROMPTS = 'mlflow.linkedPrompts';

type AnyTest = TextTest | ListTest | PresenceTest | NumberTest;

interface ReadComparison {
  readonly comparison: Comparison;
  readonly identifier: Identifier;
  readonly value: FilterValue;
}

/**
 * Reads a search filter: MLflow's grammar, with its messages and, behind them, the place in the filter.
 * Checked against the verdicts of MLflow 3.17.
 * @throws TracingError INVALID_PARAMETER_VALUE
 */
export function parseFilter(filter: string): Filter {
  // All conditions are read before any of them is checked: so the same error is the first one as in MLflow.
  return readComparisons(filter).map(readComparison).map(toClause);
}

function readComparison(comparison: Comparison): ReadComparison {
  const { left, comparator } = comparison;
  if (left.kind !== 'identifier' && left.kind !== 'keyword') {
    const message = `Invalid comparison clause. Expected 'Identifier' found '${left.text}'`;
    throw filterError(message, { at: left.at, expected: 'a key, such as status or tags.env' });
  }
  const identifier = readIdentifier(left, ATTRIBUTES);
  const value = readValue(identifier.type, identifier.key, comparison);
  if (identifier.type === 'span' && comparison.right) checkSpanKey(identifier.key, comparator, left.at);
  return { comparison, identifier: resolveAlias(identifier), value };
}

function toClause({ comparison, identifier, value }: ReadComparison): FilterClause {
  if (identifier.type === 'tag' && identifier.key === PROMPTS) return promptClause(comparison, value);
  checkComparator(identifier, comparison.comparator, comparison.at);
  if (identifier.type === 'issue') return { kind: 'issue', id: String(value) };
  return clauseOf(identifier, testOf(comparison.comparator, value));
}

// The checks before have made sure that each kind of key has a test that suits it.
function clauseOf({ type, key }: Identifier, test: AnyTest): FilterClause {
  switch (type) {
    case 'attribute':
      return { kind: key.endsWith('_ms') ? 'time' : 'attribute', key, test } as FilterClause;
    case 'span':
      return { kind: 'span', field: spanField(key), test } as FilterClause;
    case 'tag':
      return { kind: 'tag', key, test } as FilterClause;
    case 'request_metadata':
      return { kind: 'metadata', key, test } as FilterClause;
    default:
      return { kind: type, name: key, test } as FilterClause;
  }
}

function testOf(comparator: string, value: FilterValue): AnyTest {
  if (comparator.startsWith('IS')) return { comparator } as PresenceTest;
  if (comparator.endsWith('IN')) return { comparator, values: value } as ListTest;
  return { comparator, value } as TextTest | NumberTest;
}

function spanField(key: string): SpanField {
  if (!key.startsWith('attributes.')) return key as SpanField;
  return { attribute: key.slice('attributes.'.length).replace(/^`(.*)`$/s, '$1') };
}

function promptClause({ comparator, at, right }: Comparison, value: FilterValue): FilterClause {
  if (comparator !== '=') {
    const message =
      `Invalid comparator '${comparator}' for prompts filter. ` +
      'Only \'=\' is supported with format: prompt = "name/version"';
    throw filterError(message, { at, expected: '=' });
  }
  if (String(value).split('/').length === 2) return { kind: 'prompt', value: String(value) };
  const message = `Invalid prompts filter value '${String(value)}'. Expected format: prompt = "name/version"`;
  throw filterError(message, { at: right?.at ?? at, expected: 'one / between name and version' });
}
