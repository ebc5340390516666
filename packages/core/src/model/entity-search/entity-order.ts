import { filterError } from '../filter/filter-error.ts';
import type { EntityGrammar, EntityValue } from './entity-grammar.ts';
import { type EntityKey, readEntityKey } from './entity-key.ts';
import { valueOf } from './entity-value.ts';

type Compare<T> = (left: T, right: T) => number;

/**
 * An order by keys, `key [ASC|DESC]`; without a value comes last either way, and what is equal by the tie-break.
 * @throws TracingError INVALID_PARAMETER_VALUE
 */
export function entityOrder<T>(orderBy: readonly string[], grammar: EntityGrammar<T>): Compare<T> {
  const compares = [...orderBy.map((clause) => compareBy(clause, grammar)), grammar.tieBreak];
  return (left, right) => {
    for (const compare of compares) {
      const order = compare(left, right);
      if (order !== 0) return order;
    }
    return 0;
  };
}

function compareBy<T>(clause: string, grammar: EntityGrammar<T>): Compare<T> {
  const [, text, direction] = /^\s*(\S.*?)(?:\s+(asc|desc))?\s*$/is.exec(clause) ?? [];
  if (text === undefined) {
    const message = `Invalid order_by clause '${clause}'. Could not be parsed.`;
    throw filterError(message, { at: 0, expected: 'a key, then ASC, DESC or nothing' });
  }
  const key: EntityKey = readEntityKey(text, 0, grammar);
  const sign = direction?.toLowerCase() === 'desc' ? -1 : 1;
  return (left, right) => compareValues(valueOf(left, key, grammar), valueOf(right, key, grammar), sign);
}

function compareValues(left: EntityValue, right: EntityValue, sign: number): number {
  if (isMissing(left) || isMissing(right)) return Number(isMissing(left)) - Number(isMissing(right));
  if (left === right) return 0;
  return left < right ? -sign : sign;
}

function isMissing(value: EntityValue): value is undefined {
  return value === undefined || Number.isNaN(value);
}
