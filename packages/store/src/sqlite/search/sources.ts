import type { Connection } from '../connection.ts';
import type { SqlRow, SqlValue } from '../driver.ts';
import type { PageKey } from '../page-token.ts';
import { INFO_COLUMNS } from '../trace-row.ts';
import { type Condition, startBounds } from './condition.ts';
import type { Plan } from './plan.ts';

/** Rows of traces behind `after`, newest first, at most `count`. */
export type Source = (after: PageKey, count: number) => readonly SqlRow[];

const FROM_TRACES = `SELECT ${INFO_COLUMNS} FROM traces AS t JOIN experiments AS e ON e.key = t.experiment`;
const FROM_POSTINGS = `
  SELECT ${INFO_COLUMNS} FROM post AS p CROSS JOIN traces AS t ON t.id = p.trace
  JOIN experiments AS e ON e.key = t.experiment`;
const BY_TRACE = 'ORDER BY t.ts DESC, t.id DESC LIMIT ?';
const BY_POSTING = 'ORDER BY p.ts DESC, p.trace DESC LIMIT ?';

/**
 * What a plan reads, one source per experiment and posting; together they have every trace that may match.
 * @param experiments `experiments.key` of those searched; undefined for all.
 */
export function sourcesOf(
  connection: Connection,
  plan: Plan,
  experiments: readonly number[] | undefined,
): readonly Source[] {
  const { driver } = plan;
  switch (driver.kind) {
    case 'ids':
      return [idSource(connection, plan, driver.ids, experiments)];
    case 'postings':
      return driver.set.values.flatMap((value) =>
        (experiments ?? allExperiments(connection)).map((experiment) =>
          postingSource(connection, plan, [driver.set.key, value, experiment]),
        ),
      );
    case 'client':
      return [traceSource(connection, plan, [within(experiments)])];
    case 'unusual':
      return (experiments ?? allExperiments(connection)).map((key) => traceSource(connection, plan, [of(key)]));
    case 'time':
      return experiments?.map((key) => traceSource(connection, plan, [of(key)])) ?? [traceSource(connection, plan, [])];
  }
}

/** The statement and its first values that read along postings. */
export function postingStatement({ conditions, filter }: Plan, values: readonly SqlValue[]): Condition {
  const bounds = startBounds(filter, 'p.ts');
  const all = [{ sql: 'p.k = ? AND p.v = ? AND p.experiment = ?', params: values }, ...bounds, ...conditions];
  const { sql, params } = and([...all, { sql: '(p.ts, p.trace) < (?, ?)', params: [] }]);
  return { sql: `${FROM_POSTINGS} WHERE ${sql} ${BY_POSTING}`, params };
}

/** The statement and its first values that read along time. */
export function traceStatement({ conditions }: Plan, where: readonly Condition[]): Condition {
  const { sql, params } = and([...where, ...conditions, { sql: '(t.ts, t.id) < (?, ?)', params: [] }]);
  return { sql: `${FROM_TRACES} WHERE ${sql} ${BY_TRACE}`, params };
}

function postingSource(connection: Connection, plan: Plan, values: readonly SqlValue[]): Source {
  const { sql, params } = postingStatement(plan, values);
  return ({ ts, id }, count) => connection.statement(sql).all(...params, ts, id, count);
}

function traceSource(connection: Connection, plan: Plan, where: readonly Condition[]): Source {
  const { sql, params } = traceStatement(plan, where);
  return ({ ts, id }, count) => connection.statement(sql).all(...params, ts, id, count);
}

const PLACE = 'SELECT id, ts, experiment FROM traces WHERE id = ?';

function idSource(
  connection: Connection,
  plan: Plan,
  ids: readonly number[],
  experiments: readonly number[] | undefined,
): Source {
  const places = ids
    .map((id) => connection.statement(PLACE).get(id))
    .filter((row) => row !== undefined)
    .filter((row) => experiments?.includes(Number(row['experiment'])) ?? true)
    .map((row): PageKey => ({ ts: Number(row['ts']), id: Number(row['id']) }))
    .sort((a, b) => b.ts - a.ts || b.id - a.id);
  const { sql, params } = and([{ sql: 't.id = ?', params: [] }]);
  const conditions = and(plan.conditions);
  const one = `${FROM_TRACES} WHERE ${sql}${conditions.sql && ` AND ${conditions.sql}`}`;
  return (after, count) => {
    const rows: SqlRow[] = [];
    for (const place of places) {
      if (rows.length >= count) break;
      if (place.ts > after.ts || (place.ts === after.ts && place.id >= after.id)) continue;
      const row = connection.statement(one).get(place.id, ...params, ...conditions.params);
      if (row) rows.push(row);
    }
    return rows;
  };
}

function allExperiments(connection: Connection): readonly number[] {
  return connection
    .statement('SELECT key FROM experiments ORDER BY key')
    .all()
    .map((row) => Number(row['key']));
}

function of(experiment: number): Condition {
  return { sql: 't.experiment = ?', params: [experiment] };
}

function within(experiments: readonly number[] | undefined): Condition {
  return { sql: experiments ? `t.experiment IN (${experiments.join(', ')})` : 'TRUE', params: [] };
}

function and(conditions: readonly Condition[]): Condition {
  return {
    sql: conditions.map(({ sql }) => sql).join(' AND '),
    params: conditions.flatMap(({ params }) => params),
  };
}
