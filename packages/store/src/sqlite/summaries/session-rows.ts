import { TraceMetadataKey } from '@spanwright/core/model';
import type { Connection } from '../connection.ts';
import { MAX_VALUE_CHARS } from '../postings.ts';
import type { SignedRange } from './signed-range.ts';

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
type SessionPlace = readonly [experiment: number, session: string];

/** What is to be added to rows, by their place. */
export type SessionChanges = Map<string, { readonly place: SessionPlace; readonly sums: Record<string, number> }>;

const SUMS = ['n', 'errors', 'input_tokens', 'output_tokens', 'total_tokens', 'cost'] as const;

/** Adds the sessions of the traces of a range to changes of `sessions`, or takes them away. */
export function collectSessionRows(connection: Connection, range: SignedRange, changes: SessionChanges): void {
  for (const row of connection.statement(SESSION_CONTRIBUTIONS).all(range.from, range.to)) {
    const place: SessionPlace = [Number(row['experiment']), String(row['session'])];
    const first = Number(row['first_ts']);
    const last = Number(row['last_ts']);
    const fresh: Record<string, number> = { first_ts: first, last_ts: last };
    const { sums } = changes.get(place.join()) ?? { sums: fresh };
    sums['first_ts'] = Math.min(first, sums['first_ts'] ?? first);
    sums['last_ts'] = Math.max(last, sums['last_ts'] ?? last);
    for (const column of SUMS) sums[column] = (sums[column] ?? 0) + range.sign * Number(row[column]);
    changes.set(place.join(), { place, sums });
  }
}

/** Makes changes of `sessions`. */
export function writeSessionRows(connection: Connection, changes: SessionChanges): void {
  for (const { place, sums } of changes.values()) {
    const of = (column: string): number => sums[column] ?? 0;
    const [n, errors, ...others] = SUMS.map(of);
    connection.statement(ADD).run(...place, n ?? 0, errors ?? 0, of('first_ts'), of('last_ts'), ...others);
  }
}

/** Finds out anew when sessions began and ended, of which a trace was taken away; those without a trace vanish. */
export function renewSessionTimes(connection: Connection, changes: SessionChanges): void {
  const key = connection.names.find(`metadata.${TraceMetadataKey.SESSION}`) ?? -1;
  for (const { place } of changes.values()) {
    const [experiment, session] = place;
    connection.statement(REMOVE_EMPTY).run(experiment, session);
    const times = connection.statement(TIMES).get(key, session.slice(0, MAX_VALUE_CHARS), experiment);
    if (times?.['first_ts'] === null || times === undefined) continue;
    connection.statement(SET_TIMES).run(times['first_ts'] ?? 0, times['last_ts'] ?? 0, experiment, session);
  }
}
