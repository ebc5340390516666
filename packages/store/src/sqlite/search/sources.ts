import type { Connection } from '../connection.ts';
import type { SqlRow } from '../driver.ts';
import type { PageKey } from '../page-token.ts';
import type { Plan } from './plan.ts';
import { statementsOf } from './statements.ts';

/** Rows of traces behind `after`, newest first, at most `count`. */
export type Source = (after: PageKey, count: number) => readonly SqlRow[];

const PLACE = 'SELECT id, ts, experiment FROM traces WHERE id = ?';
const EXPERIMENTS = 'SELECT key FROM experiments ORDER BY key';

/**
 * What a plan reads, one source per experiment and posting; together they have every trace that may match.
 * @param experiments `experiments.key` of those searched; undefined for all.
 */
export function sourcesOf(
  connection: Connection,
  plan: Plan,
  experiments: readonly number[] | undefined,
): readonly Source[] {
  if (plan.driver.kind === 'ids')
    return [idSource(connection, plan, placesOf(connection, plan.driver.ids, experiments))];
  const named = experiments ?? (plan.driver.kind === 'time' ? undefined : allExperiments(connection));
  return statementsOf(plan, named).map(
    ({ sql, params }): Source =>
      ({ ts, id }, count) =>
        connection.statement(sql).all(...params, ts, id, count),
  );
}

function placesOf(
  connection: Connection,
  ids: readonly number[],
  experiments: readonly number[] | undefined,
): readonly PageKey[] {
  const rows = ids.map((id) => connection.statement(PLACE).get(id)).filter((row) => row !== undefined);
  return rows
    .filter((row) => experiments?.includes(Number(row['experiment'])) ?? true)
    .map((row): PageKey => ({ ts: Number(row['ts']), id: Number(row['id']) }))
    .sort((a, b) => b.ts - a.ts || b.id - a.id);
}

function idSource(connection: Connection, plan: Plan, places: readonly PageKey[]): Source {
  const statements = statementsOf(plan, undefined);
  return (after, count) => {
    const rows: SqlRow[] = [];
    for (const { ts, id } of places) {
      if (rows.length >= count) break;
      if (ts > after.ts || (ts === after.ts && id >= after.id)) continue;
      for (const { sql, params } of statements) rows.push(...connection.statement(sql).all(id, ...params));
    }
    return rows;
  };
}

function allExperiments(connection: Connection): readonly number[] {
  return connection
    .statement(EXPERIMENTS)
    .all()
    .map((row) => Number(row['key']));
}
