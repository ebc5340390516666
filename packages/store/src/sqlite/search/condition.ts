import type { Filter, FilterClause } from '@spanwright/core/model';
import { statesOf } from '../../search/trace-states.ts';
import type { SqlValue } from '../driver.ts';
import type { PostingSet } from './posting-set.ts';

/** A part of a WHERE clause on `traces AS t`. */
export interface Condition {
  readonly sql: string;
  readonly params: readonly SqlValue[];
}

const TIMES: { readonly [key: string]: string } = {
  timestamp_ms: 't.ts',
  execution_time_ms: 't.duration_ms',
  end_time_ms: '(t.ts + coalesce(t.duration_ms, 0))',
};

/** The condition that says exactly what a clause says; undefined when SQL cannot. */
export function conditionOf(clause: FilterClause): Condition | undefined {
  if (clause.kind === 'time') {
    const { comparator, value } = clause.test;
    return { sql: `${TIMES[clause.key]} ${comparator} ?`, params: [numberOr(value)] };
  }
  if (clause.kind !== 'attribute') return undefined;
  if (clause.key === 'status') return stateCondition(statesOf(clause));
  const { test } = clause;
  if (clause.key !== 'client_request_id' || test.comparator !== '=') return undefined;
  return { sql: 't.client_request_id = ?', params: [test.value] };
}

/** The condition that a trace has one of these postings, or is behind `upto` and has none yet. */
export function postingCondition({ key, values }: PostingSet, upto: number): Condition {
  const places = values.map(() => '?').join(', ');
  return {
    sql: `(t.id > ? OR EXISTS (SELECT 1 FROM post WHERE k = ? AND v IN (${places}) AND experiment = t.experiment AND ts = t.ts AND trace = t.id))`,
    params: [upto, key, ...values],
  };
}

/** Bounds on the start, to be applied to the index that a search runs along. */
export function startBounds(filter: Filter, column: string): readonly Condition[] {
  return filter.flatMap((clause) => {
    if (clause.kind !== 'time' || clause.key !== 'timestamp_ms' || clause.test.comparator === '!=') return [];
    return [{ sql: `${column} ${clause.test.comparator} ?`, params: [numberOr(clause.test.value)] }];
  });
}

function stateCondition(states: readonly number[]): Condition {
  const unusual = states.includes(1) ? '' : ' AND t.state <> 1';
  return { sql: `t.state IN (${states.join(', ')})${unusual}`, params: [] };
}

function numberOr(value: number | string): SqlValue {
  const number = Number(value);
  return typeof value === 'string' && (value.trim() === '' || Number.isNaN(number)) ? value : number;
}
