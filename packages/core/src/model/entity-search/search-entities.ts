import type { EntityGrammar, EntityValue } from './entity-grammar.ts';
import { entityOrder } from './entity-order.ts';
import { valueOf } from './entity-value.ts';
import { type EntityTest, parseEntityFilter } from './parse-entity-filter.ts';
import { likeExpression } from '../filter/like-expression.ts';

/** What `searchEntities` selects, and in which order. */
export interface EntitySearch {
  /** MLflow's grammar; default all. */
  readonly filterString?: string;
  /** Such as `metrics.score DESC`; default the newest first. */
  readonly orderBy?: readonly string[];
}

/**
 * The runs, experiments or logged models that a filter selects, in order. As in MLflow's SQL store, what has no value
 * passes no test but `IS NULL`.
 * @throws TracingError INVALID_PARAMETER_VALUE
 */
export function searchEntities<T>(
  entities: readonly T[],
  { filterString = '', orderBy = [] }: EntitySearch,
  grammar: EntityGrammar<T>,
): readonly T[] {
  const tests = parseEntityFilter(filterString, grammar).map((test): ((entity: T) => boolean) => {
    const passes = predicate(test);
    return (entity) => passes(valueOf(entity, test, grammar));
  });
  return entities.filter((entity) => tests.every((test) => test(entity))).toSorted(entityOrder(orderBy, grammar));
}

type Predicate = (value: EntityValue) => boolean;

const NUMERIC: { readonly [comparator: string]: (left: number, right: number) => boolean } = {
  '=': (left, right) => left === right,
  '!=': (left, right) => left !== right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
};

function predicate({ comparator, value }: EntityTest): Predicate {
  if (comparator === 'IS NULL') return (found) => found === undefined;
  if (comparator === 'IS NOT NULL') return (found) => found !== undefined;
  if (typeof value === 'number') return (found) => typeof found === 'number' && !!NUMERIC[comparator]?.(found, value);
  const passes = textPredicate(comparator, value ?? '');
  return (found) => typeof found === 'string' && passes(found);
}

function textPredicate(comparator: string, value: string | readonly string[]): (text: string) => boolean {
  if (typeof value !== 'string') return (text) => value.includes(text) === (comparator === 'IN');
  if (comparator === '=') return (text) => text === value;
  if (comparator === '!=') return (text) => text !== value;
  const expression = likeExpression(value, comparator === 'ILIKE');
  return (text) => expression.test(text);
}
