import type { SqlValue } from '../driver.ts';
import { INFO_COLUMNS } from '../info-row.ts';
import { type Condition, startBounds } from './condition.ts';
import type { Plan } from './plan.ts';

const FROM_TRACES = `SELECT ${INFO_COLUMNS} FROM traces AS t JOIN experiments AS e ON e.key = t.experiment`;
// CROSS: the postings come first, whatever SQLite thinks of it.
const FROM_POSTINGS = `
  SELECT ${INFO_COLUMNS} FROM post AS p CROSS JOIN traces AS t ON t.id = p.trace
  JOIN experiments AS e ON e.key = t.experiment`;

const NOT_OK: Condition = { sql: 't.state <> 1', params: [] };

/** A statement that reads rows of traces, with its first values. */
export interface SearchStatement extends Condition {
  /**
   * Finds the place of the last of so many entries of the index, whether they match or not. There is none where every
   * entry matches. Values: start and id behind which to begin, and the number.
   */
  readonly window?: Condition;
}

/** Columns that an index has its entries in order by. */
interface Order {
  readonly from: string;
  readonly ts: string;
  readonly id: string;
}

const BY_TRACE: Order = { from: 'traces AS t', ts: 't.ts', id: 't.id' };
// Of itself SQLite passes over all usual traces in the wider index.
const BY_UNUSUAL: Order = { ...BY_TRACE, from: 'traces AS t INDEXED BY t_unusual' };
const BY_POSTING: Order = { from: 'post AS p', ts: 'p.ts', id: 'p.trace' };

/**
 * The statements that read what a plan asks for, newest first, with their first values; start and id behind which they
 * begin follow, those of the end of the window where there is one, and the number of rows. Of the plans that run along
 * ids, it is one, and the id is its first value.
 * @param experiments `experiments.key` of those searched; undefined for all, which only plans along time can do.
 */
export function statementsOf(plan: Plan, experiments: readonly number[] | undefined): readonly SearchStatement[] {
  const { driver } = plan;
  if (driver.kind === 'ids' || driver.kind === 'text') return [byId(plan)];
  if (!experiments) return [alongTime(plan, [])];
  if (driver.kind !== 'postings') return experiments.map((key) => alongTime(plan, [ofExperiment(key)]));
  const { key, values } = driver.set;
  return values.flatMap((value) => experiments.map((experiment) => alongPosting(plan, [key, value, experiment])));
}

function byId({ conditions }: Plan): Condition {
  const { sql, params } = and([{ sql: 't.id = ?', params: [] }, ...conditions]);
  return { sql: `${FROM_TRACES} WHERE ${sql}`, params };
}

function alongTime({ conditions, filter, driver }: Plan, where: readonly Condition[]): SearchStatement {
  const unusual = driver.kind === 'unusual';
  const entries = [...where, ...startBounds(filter, 't.ts'), ...(unusual ? [NOT_OK] : [])];
  return along(unusual ? BY_UNUSUAL : BY_TRACE, { select: FROM_TRACES, entries, conditions });
}

function alongPosting({ conditions, filter }: Plan, values: readonly SqlValue[]): SearchStatement {
  const posting = { sql: 'p.k = ? AND p.v = ? AND p.experiment = ?', params: values };
  const entries = [posting, ...startBounds(filter, 'p.ts')];
  return along(BY_POSTING, { select: FROM_POSTINGS, entries, conditions });
}

interface Search {
  readonly select: string;
  /** Which entries of the index there are to look at. */
  readonly entries: readonly Condition[];
  /** What is checked on each. */
  readonly conditions: readonly Condition[];
}

function along({ from, ts, id }: Order, { select, entries, conditions }: Search): SearchStatement {
  const behind = { sql: `(${ts}, ${id}) < (?, ?)`, params: [] };
  const until = { sql: `(${ts}, ${id}) >= (?, ?)`, params: [] };
  const newestFirst = `ORDER BY ${ts} DESC, ${id} DESC`;
  const rows = and([...entries, ...conditions, behind, ...(conditions.length > 0 ? [until] : [])]);
  const statement = { sql: `${select} WHERE ${rows.sql} ${newestFirst} LIMIT ?`, params: rows.params };
  if (conditions.length === 0) return statement;
  const window = and([...entries, behind]);
  const columns = `${ts} AS ts, ${id} AS id`;
  const sql = `SELECT ${columns} FROM ${from} WHERE ${window.sql} ${newestFirst} LIMIT 1 OFFSET ?`;
  return { ...statement, window: { sql, params: window.params } };
}

function ofExperiment(key: number): Condition {
  return { sql: 't.experiment = ?', params: [key] };
}

function and(conditions: readonly Condition[]): Condition {
  return { sql: conditions.map(({ sql }) => sql).join(' AND '), params: conditions.flatMap(({ params }) => params) };
}
