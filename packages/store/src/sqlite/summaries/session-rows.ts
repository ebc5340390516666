import { TraceMetadataKey } from '@spanwright/core/model';
import type { Connection } from '../connection.ts';
import { MAX_VALUE_CHARS } from '../postings.ts';

/** Sums up the sessions of the traces between two ids. */
export const SESSION_CONTRIBUTIONS = `
  SELECT experiment, session, count(*) AS n, total(state = 2) AS errors, min(ts) AS first_ts, max(ts) AS last_ts,
    total(input_tokens) AS input_tokens, total(output_tokens) AS output_tokens, total(total_tokens) AS total_tokens,
    total(cost) AS cost
  FROM traces WHERE id BETWEEN ? AND ? AND session IS NOT NULL GROUP BY experiment, session`;

const ADD = `
  INSERT INTO sessions(experiment, session, n, errors, first_ts, last_ts, input_tokens, output_tokens, total_tokens, cost)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT(experiment, session) DO UPDATE SET n = n + excluded.n, errors = errors + excluded.errors,
    first_ts = min(first_ts, excluded.first_ts), last_ts = max(last_ts, excluded.last_ts),
    input_tokens = input_tokens + excluded.input_tokens, output_tokens = output_tokens + excluded.output_tokens,
    total_tokens = total_tokens + excluded.total_tokens, cost = cost + excluded.cost`;
const REMOVE_EMPTY = 'DELETE FROM sessions WHERE experiment = ? AND session = ? AND n <= 0';
const TIMES = 'SELECT min(ts) AS first_ts, max(ts) AS last_ts FROM post WHERE k = ? AND v = ? AND experiment = ?';
const SET_TIMES = 'UPDATE sessions SET first_ts = ?, last_ts = ? WHERE experiment = ? AND session = ?';

/** A session's place: its experiment, by number, and its id. */
export type SessionPlace = readonly [experiment: number, session: string];

/** Adds the sessions of the traces between two ids, or takes them away; returns which. */
export function writeSessionRows(
  connection: Connection,
  from: number,
  to: number,
  sign: 1 | -1,
): readonly SessionPlace[] {
  const rows = connection.statement(SESSION_CONTRIBUTIONS).all(from, to);
  return rows.map((row) => {
    const place: SessionPlace = [Number(row['experiment']), String(row['session'])];
    const of = (column: string): number => sign * Number(row[column]);
    connection
      .statement(ADD)
      .run(
        ...place,
        of('n'),
        of('errors'),
        Number(row['first_ts']),
        Number(row['last_ts']),
        of('input_tokens'),
        of('output_tokens'),
        of('total_tokens'),
        of('cost'),
      );
    return place;
  });
}

/** Finds out anew when sessions began and ended, of which a trace was taken away; those without a trace vanish. */
export function renewSessionTimes(connection: Connection, places: readonly SessionPlace[]): void {
  const key = connection.names.find(`metadata.${TraceMetadataKey.SESSION}`) ?? -1;
  for (const [experiment, session] of places) {
    connection.statement(REMOVE_EMPTY).run(experiment, session);
    const times = connection.statement(TIMES).get(key, session.slice(0, MAX_VALUE_CHARS), experiment);
    if (times?.['first_ts'] === null || times === undefined) continue;
    connection.statement(SET_TIMES).run(times['first_ts'] ?? 0, times['last_ts'] ?? 0, experiment, session);
  }
}
