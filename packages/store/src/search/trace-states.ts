import type { Filter, FilterClause, TraceState } from '@spanwright/core/model';
import { textPredicate } from './text-test.ts';

/** By their number in `traces.state`. The index `t_unusual` relies on OK being 1. */
export const STATES: readonly TraceState[] = ['STATE_UNSPECIFIED', 'OK', 'ERROR', 'IN_PROGRESS'];

/** The numbers of the states that pass all clauses on the state; undefined when there is no such clause. */
export function statesIn(filter: Filter): readonly number[] | undefined {
  const clauses = filter.filter((clause) => clause.kind === 'attribute' && clause.key === 'status');
  if (clauses.length === 0) return undefined;
  return clauses.map(statesOf).reduce((left, right) => left.filter((state) => right.includes(state)));
}

/** The numbers of the states that pass a clause. */
export function statesOf(clause: FilterClause): readonly number[] {
  if (clause.kind !== 'attribute') return [];
  const passes = textPredicate(clause.test);
  return STATES.flatMap((state, number) => (passes(state) ? [number] : []));
}
