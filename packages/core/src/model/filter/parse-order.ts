import { filterError } from './filter-error.ts';
import { readIdentifier, resolveAlias } from './identifier.ts';
import type { OrderKey } from './syntax-tree.ts';
import { type Token, tokenize } from './tokens.ts';

const ATTRIBUTES: readonly string[] = [
  'experiment_id',
  'timestamp',
  'timestamp_ms',
  'execution_time',
  'execution_time_ms',
  'end_time',
  'end_time_ms',
  'status',
  'request_id',
  'name',
  'run_id',
];

const KINDS: { readonly [type: string]: OrderKey['kind'] } = {
  attribute: 'attribute',
  tag: 'tag',
  request_metadata: 'metadata',
};

/**
 * Reads the keys that a search is ordered by: `key [ASC|DESC]`, as MLflow does. Behind them a search always orders
 * by `timestamp_ms DESC` and `request_id ASC`; traces without a value come last in both directions.
 * @throws TracingError INVALID_PARAMETER_VALUE
 */
export function parseOrder(orderBy: readonly string[]): readonly OrderKey[] {
  const keys = orderBy.map(orderKey);
  const names = keys.map(({ kind, key }) => `${kind} ${key}`);
  if (new Set(names).size === names.length) return keys;
  const shown = orderBy.map((clause) => `'${clause}'`).join(', ');
  throw filterError(`\`order_by\` contains duplicate fields: [${shown}]`, { at: 0, expected: 'each key once' });
}

function orderKey(clause: string): OrderKey {
  const tokens = tokenize(clause);
  const directionAt = tokens.findLastIndex(({ text }) => /^(asc|desc)$/i.test(text));
  const identifier = (directionAt > 0 ? tokens.slice(0, directionAt) : tokens).filter(({ kind }) => kind !== 'space');
  const rest = directionAt > 0 ? tokens.slice(directionAt + 1).filter(({ kind }) => kind !== 'space') : [];
  if (!isIdentifier(identifier, clause) || rest.length > 0) {
    const message = `Invalid order_by clause '${clause}'. Could not be parsed.`;
    throw filterError(message, { at: rest[0]?.at ?? 0, expected: 'a key, then ASC, DESC or nothing' });
  }
  const text = identifier.map((token) => token.text).join('');
  const { type, key } = resolveAlias(readIdentifier({ text, at: 0 }, ATTRIBUTES));
  const kind = KINDS[type];
  if (!kind)
    throw filterError(`Invalid identifier type '${type}'`, { at: 0, expected: 'an attribute, tags. or metadata.' });
  return { kind, key, descending: tokens[directionAt]?.text.toLowerCase() === 'desc' };
}

function isIdentifier(tokens: readonly Token[], clause: string): boolean {
  const [first] = tokens;
  if (!first || clause.trim() === '') return false;
  const isKey = first.kind === 'name' || first.text === 'timestamp';
  return isKey && tokens.every(({ kind, text }, i) => (i % 2 === 0 ? kind !== 'space' : text === '.'));
}
