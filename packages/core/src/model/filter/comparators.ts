import { filterError, pythonSet } from './filter-error.ts';
import type { Identifier } from './identifier.ts';

const NUMBERS: readonly string[] = ['>', '>=', '!=', '=', '<', '<='];
const TEXTS: readonly string[] = ['!=', '=', 'LIKE', 'ILIKE', 'RLIKE'];
const LISTS: readonly string[] = ['IN', 'NOT IN'];
const PRESENCE: readonly string[] = ['IS NULL', 'IS NOT NULL'];
const TEXTS_AND_LISTS: readonly string[] = [...TEXTS, ...LISTS];
const TEXTS_AND_PRESENCE: readonly string[] = [...TEXTS, ...PRESENCE];
const ASSESSMENTS: readonly string[] = [...TEXTS_AND_PRESENCE, '>', '>=', '<', '<='];

const SPAN_FIELDS: readonly string[] = ['name', 'status', 'type'];
const ATTRIBUTES_PREFIX = 'attributes.';

/** Checks that a span can be asked for this. MLflow does so before it looks at the other conditions. */
export function checkSpanKey(key: string, comparator: string, at: number): void {
  if (key === ATTRIBUTES_PREFIX)
    throw filterError("Span attribute name cannot be empty after 'attributes.'", { at, expected: 'a name behind it' });
  const used = { what: `span.${key} comparator`, comparator, at };
  if (key === 'content') return check(used, ['LIKE', 'ILIKE']);
  if (SPAN_FIELDS.includes(key) || key.startsWith(ATTRIBUTES_PREFIX)) return check(used, TEXTS_AND_LISTS);
  const supported = `${SPAN_FIELDS.join(', ')}, attributes.<attribute_name>`;
  const message = `Invalid span attribute '${key}'. Supported attributes: ${supported}.`;
  throw filterError(message, { at, expected: `span.${SPAN_FIELDS.join(', span.')} or span.attributes.NAME` });
}

/** Checks a comparator, with the message that MLflow has for each kind of key. */
export function checkComparator({ type, key }: Identifier, comparator: string, at: number): void {
  const used = { what: 'Invalid comparator', comparator, at };
  switch (type) {
    case 'span':
      return checkSpanKey(key, comparator, at);
    case 'issue':
      return checkIssue(key, comparator, at);
    case 'feedback':
    case 'expectation':
      return check({ ...used, what: `assessment.${key} comparator` }, ASSESSMENTS);
    case 'attribute':
      // MLflow's message names the comparators of texts where numbers are compared, too.
      return check(used, key.endsWith('_ms') ? NUMBERS : TEXTS_AND_LISTS, TEXTS_AND_LISTS);
    case 'tag':
    case 'request_metadata':
      return check(used, TEXTS_AND_PRESENCE);
  }
}

function checkIssue(key: string, comparator: string, at: number): void {
  if (key !== 'id') {
    const message = `Invalid issue attribute '${key}'. Supported attributes: id`;
    throw filterError(message, { at, expected: 'issue.id' });
  }
  check({ what: `issue.${key} comparator`, comparator, at }, ['=']);
}

interface Used {
  readonly what: string;
  readonly comparator: string;
  readonly at: number;
}

function check({ what, comparator, at }: Used, valid: readonly string[], named: readonly string[] = valid): void {
  if (valid.includes(comparator)) return;
  const message = `${what} '${comparator}' not one of '${pythonSet(named)}'`;
  throw filterError(message, { at, expected: `one of ${valid.join(', ')}` });
}
