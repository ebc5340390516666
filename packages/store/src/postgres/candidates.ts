import type { Filter, FilterClause, ListTest, TextTest } from '@spanwright/core/model';
import { MAX_VALUE_CHARS, isListed } from '../sqlite/postings.ts';
import { STATES, statesIn } from '../search/trace-states.ts';
import type { PageKey } from '../sqlite/page-token.ts';
import type { PgRow } from './pool.ts';
import { type Queries, plainText } from './queries.ts';

/** What a search runs along. */
export interface CandidateQuery {
  readonly filter: Filter;
  /** Default: all. */
  readonly experimentIds: readonly string[] | undefined;
}

/** Makes a part of a WHERE clause on `traces AS t`; `value` gives a value its place in the statement. */
type Condition = (value: (value: unknown) => string) => string;

const TIMES: { readonly [key: string]: string } = {
  timestamp_ms: 't.ts',
  execution_time_ms: 't.duration_ms',
  end_time_ms: '(t.ts + coalesce(t.duration_ms, 0))',
};

/** Traces that may pass a filter, newest first: what SQL can tell is checked, times and states for good. */
export async function candidates(
  db: Queries,
  { filter, experimentIds }: CandidateQuery,
  after: PageKey,
  count: number,
): Promise<readonly PgRow[]> {
  const values: unknown[] = [];
  const value = (one: unknown): string => `$${values.push(one)}`;
  const states = statesIn(filter)?.map((state) => STATES[state]);
  const conditions: readonly Condition[] = [
    ...(experimentIds ? [() => `t.experiment = ANY(${value(experimentIds)})`] : []),
    ...(states ? [() => `t.state = ANY(${value(states)})`] : []),
    ...filter.flatMap(conditionOf),
    () => `(t.ts, t.id) < (${value(after.ts)}, ${value(after.id)})`,
  ];
  const where = conditions.map((condition) => condition(value)).join(' AND ');
  return db.rows(
    `SELECT t.id, t.ts, t.info FROM traces AS t WHERE ${where} ORDER BY t.ts DESC, t.id DESC LIMIT ${value(count)}`,
    values,
  );
}

function conditionOf(clause: FilterClause): readonly Condition[] {
  if (clause.kind === 'time') return [timeCondition(TIMES[clause.key] ?? 't.ts', clause.test)];
  if (clause.kind === 'attribute') return idConditions(clause);
  const key = postingKey(clause);
  return key === undefined || !('test' in clause) ? [] : postingConditions(key, clause.test);
}

function idConditions({ key, test }: Extract<FilterClause, { readonly kind: 'attribute' }>): readonly Condition[] {
  const wanted = wantedIn(test);
  if (key === 'status' || !wanted) return [];
  const column = key === 'request_id' ? 't.trace_id' : 't.client_request_id';
  return [(value) => `${column} = ANY(${value(wanted.map(plainText))})`];
}

function postingKey(clause: FilterClause): string | undefined {
  if (clause.kind === 'tag') return `tags.${clause.key}`;
  if (clause.kind === 'metadata') return isListed(clause.key) ? `metadata.${clause.key}` : undefined;
  if (clause.kind !== 'span' || typeof clause.field !== 'string' || clause.field === 'content') return undefined;
  return `span.${clause.field}`;
}

// What one of these values equals; undefined where a test asks otherwise.
function wantedIn(test: object): readonly string[] | undefined {
  const { comparator, value, values } = test as Partial<TextTest> & Partial<ListTest>;
  if (comparator === '=' && value !== undefined) return [value];
  return comparator === 'IN' ? values : undefined;
}

function timeCondition(
  column: string,
  { comparator, value: given }: { readonly comparator: string; readonly value: number | string },
): Condition {
  const number = typeof given === 'string' && given.trim() === '' ? NaN : Number(given);
  // As SQLite has it: every number stands before every text.
  if (Number.isNaN(number)) return () => (['<', '<=', '!='].includes(comparator) ? `${column} IS NOT NULL` : 'false');
  return (value) => `${column} ${comparator} ${value(number)}::float8`;
}

function postingConditions(key: string, test: object): readonly Condition[] {
  const cut = wantedIn(test)?.map((text) => plainText(text.slice(0, MAX_VALUE_CHARS)));
  if (!cut) return [];
  return [
    (value) => `EXISTS (
      SELECT 1 FROM post AS p WHERE p.k = ${value(plainText(key))} AND p.v = ANY(${value(cut)})
        AND p.experiment = t.experiment AND p.ts = t.ts AND p.trace = t.id)`,
  ];
}
