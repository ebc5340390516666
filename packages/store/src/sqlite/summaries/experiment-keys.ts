import type { Connection } from '../connection.ts';

const ALL = 'SELECT key FROM experiments ORDER BY key';

/** `experiments.key` of the experiments with these ids, by default of all. Unknown ones are left out. */
export function experimentKeys(connection: Connection, ids: readonly string[] | undefined): readonly number[] {
  if (ids) return [...new Set(ids)].flatMap((id) => connection.experiments.find(id) ?? []);
  return connection
    .statement(ALL)
    .all()
    .map((row) => Number(row['key']));
}
