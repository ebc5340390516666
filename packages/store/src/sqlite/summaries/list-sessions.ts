import { TracingError } from '@spanwright/core/model';
import { checkLimit } from '../../check-limit.ts';
import type { Session, SessionPage, SessionQuery } from '../../summaries.ts';
import type { Connection } from '../connection.ts';
import type { SqlRow } from '../driver.ts';
import { experimentKeys } from './experiment-keys.ts';
import { SESSION_CONTRIBUTIONS } from './session-rows.ts';
import { summedUpto } from './summed-upto.ts';

const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 500;
const LAST = Number.MAX_SAFE_INTEGER;

/** The statement that lists the sessions of an experiment, the latest first. */
export const RECENT_SESSIONS = `
  SELECT * FROM sessions WHERE experiment = ? AND (last_ts, session) < (?, ?) ORDER BY last_ts DESC, session DESC LIMIT ?`;
const ONE_SESSION = 'SELECT * FROM sessions WHERE experiment = ? AND session = ?';
const EXPERIMENT = 'SELECT id FROM experiments WHERE key = ?';
const SUMS = ['n', 'errors', 'input_tokens', 'output_tokens', 'total_tokens', 'cost'] as const;

type After = readonly [lastTs: number, session: string];
const FIRST_PAGE: After = [Number.MAX_SAFE_INTEGER, ''];

/** One page of sessions, the latest first. */
export function listSessions(connection: Connection, query: SessionQuery): SessionPage {
  const limit = checkLimit(query.limit ?? DEFAULT_LIMIT, MAX_LIMIT);
  const after = query.pageToken === undefined ? FIRST_PAGE : readToken(query.pageToken);
  return connection.read(() => {
    const experiments = experimentKeys(connection, query.experimentIds);
    const changed = changedSessions(connection, experiments);
    const known = experiments.flatMap((experiment) =>
      connection.statement(RECENT_SESSIONS).all(experiment, ...after, limit + 1 + changed.size),
    );
    const rows = [...known.filter((row) => !changed.has(keyOf(row))), ...changed.values()];
    const behind = rows.filter((row) => compare(placeOf(row), after) < 0);
    const page = behind.sort((a, b) => compare(placeOf(b), placeOf(a)));
    const last = page[limit - 1];
    return {
      sessions: page.slice(0, limit).map((row) => sessionOf(connection, row)),
      ...(page.length > limit && last && { nextPageToken: writeToken(placeOf(last)) }),
    };
  });
}

// Sessions of traces that the sums do not know yet.
function changedSessions(connection: Connection, experiments: readonly number[]): ReadonlyMap<string, SqlRow> {
  const rows = connection.statement(SESSION_CONTRIBUTIONS).all(summedUpto(connection) + 1, LAST);
  const wanted = rows.filter((row) => experiments.includes(Number(row['experiment'])));
  return new Map(wanted.map((row) => [keyOf(row), withKnown(connection, row)]));
}

function withKnown(connection: Connection, row: SqlRow): SqlRow {
  const known = connection.statement(ONE_SESSION).get(Number(row['experiment']), String(row['session']));
  if (!known) return row;
  const sums = SUMS.map((column) => [column, Number(row[column]) + Number(known[column])] as const);
  return {
    ...row,
    ...Object.fromEntries(sums),
    first_ts: Math.min(Number(row['first_ts']), Number(known['first_ts'])),
    last_ts: Math.max(Number(row['last_ts']), Number(known['last_ts'])),
  };
}

function keyOf(row: SqlRow): string {
  return `${String(row['experiment'])} ${String(row['session'])}`;
}

function placeOf(row: SqlRow): After {
  return [Number(row['last_ts']), String(row['session'])];
}

function compare([aTs, aSession]: After, [bTs, bSession]: After): number {
  if (aTs !== bTs) return aTs - bTs;
  return Buffer.compare(Buffer.from(aSession), Buffer.from(bSession));
}

function sessionOf(connection: Connection, row: SqlRow): Session {
  return {
    sessionId: String(row['session']),
    experimentId: String(connection.statement(EXPERIMENT).get(row['experiment'] ?? 0)?.['id']),
    count: Number(row['n']),
    errors: Number(row['errors']),
    firstMs: Number(row['first_ts']),
    lastMs: Number(row['last_ts']),
    inputTokens: Number(row['input_tokens']),
    outputTokens: Number(row['output_tokens']),
    totalTokens: Number(row['total_tokens']),
    cost: Number(row['cost']),
  };
}

function writeToken(place: After): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

function readToken(token: string): After {
  try {
    const [ts, session] = JSON.parse(Buffer.from(token, 'base64url').toString()) as readonly unknown[];
    if (typeof ts === 'number' && typeof session === 'string') return [ts, session];
  } catch {
    // The error below says it.
  }
  throw new TracingError('INVALID_PARAMETER_VALUE', `Not a page token: ${token}. Pass the nextPageToken of a page.`);
}
