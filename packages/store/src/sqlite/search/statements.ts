import type { SqlValue } from '../driver.ts';
import { INFO_COLUMNS } from '../trace-row.ts';
import { type Condition, startBounds } from './condition.ts';
import type { Plan } from './plan.ts';

const FROM_TRACES = `SELECT ${INFO_COLUMNS} FROM traces AS t JOIN experiments AS e ON e.key = t.experiment`;
// CROSS: the postings come first, whatever SQLite thinks of it.
const FROM_POSTINGS = `
  SELECT ${INFO_COLUMNS} FROM post AS p CROSS JOIN traces AS t ON t.id = p.trace
  JOIN experiments AS e ON e.key = t.experiment`;

const BEHIND_TRACE: Condition = { sql: '(t.ts, t.id) < (?, ?)', params: [] };
const BEHIND_POSTING: Condition = { sql: '(p.ts, p.trace) < (?, ?)', params: [] };

/**
 * The statements that read what a plan asks for, newest first, with their first values; start, id and number of the
 * rows follow. Of the plans that run along ids, it is one, and the id is its first value.
 * @param experiments `experiments.key` of those searched; undefined for all, which only plans along time can do.
 */
export function statementsOf(plan: Plan, experiments: readonly number[] | undefined): readonly Condition[] {
  const { driver } = plan;
  if (driver.kind === 'ids') return [byId(plan)];
  if (!experiments) return [alongTime(plan, [])];
  if (driver.kind !== 'postings') return experiments.map((key) => alongTime(plan, [ofExperiment(key)]));
  const { key, values } = driver.set;
  return values.flatMap((value) => experiments.map((experiment) => alongPosting(plan, [key, value, experiment])));
}

function byId({ conditions }: Plan): Condition {
  const { sql, params } = and([{ sql: 't.id = ?', params: [] }, ...conditions]);
  return { sql: `${FROM_TRACES} WHERE ${sql}`, params };
}

function alongTime({ conditions }: Plan, where: readonly Condition[]): Condition {
  const { sql, params } = and([...where, ...conditions, BEHIND_TRACE]);
  return { sql: `${FROM_TRACES} WHERE ${sql} ORDER BY t.ts DESC, t.id DESC LIMIT ?`, params };
}

function alongPosting({ conditions, filter }: Plan, values: readonly SqlValue[]): Condition {
  const posting = { sql: 'p.k = ? AND p.v = ? AND p.experiment = ?', params: values };
  const { sql, params } = and([posting, ...startBounds(filter, 'p.ts'), ...conditions, BEHIND_POSTING]);
  return { sql: `${FROM_POSTINGS} WHERE ${sql} ORDER BY p.ts DESC, p.trace DESC LIMIT ?`, params };
}

function ofExperiment(key: number): Condition {
  return { sql: 't.experiment = ?', params: [key] };
}

function and(conditions: readonly Condition[]): Condition {
  return { sql: conditions.map(({ sql }) => sql).join(' AND '), params: conditions.flatMap(({ params }) => params) };
}
