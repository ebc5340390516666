import { checkLimit } from '../check-limit.ts';
import type { PackedPage } from '../packed-page.ts';
import type { ListQuery } from '../trace-store.ts';
import type { Connection } from './connection.ts';
import type { SqlRow } from './driver.ts';
import { INFO_COLUMNS } from './info-row.ts';
import { packRows } from './pack-page.ts';
import { FIRST_PAGE, fromPageToken, toPageToken } from './page-token.ts';

const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 500;

const LIST = `SELECT ${INFO_COLUMNS} FROM traces AS t JOIN experiments AS e ON e.key = t.experiment`;
const NEWEST_FIRST = 'ORDER BY t.ts DESC, t.id DESC LIMIT ?';

/** The statement that lists all traces. */
export const LIST_ALL: string = `${LIST} WHERE (t.ts, t.id) < (?, ?) ${NEWEST_FIRST}`;
/** The statement that lists the traces of one experiment. */
export const LIST_EXPERIMENT: string = `${LIST} WHERE t.experiment = ? AND (t.ts, t.id) < (?, ?) ${NEWEST_FIRST}`;

/** One page of traces without their spans, newest first. */
export function listTraces(connection: Connection, query: ListQuery): PackedPage {
  const limit = checkLimit(query.limit ?? DEFAULT_LIMIT, MAX_LIMIT);
  const rows = connection.read(() => select(connection, query, limit + 1));
  const page = rows.slice(0, limit);
  return packRows(page, rows.length > limit ? tokenAfter(page.at(-1)) : undefined);
}

function select(connection: Connection, { experimentId, pageToken }: ListQuery, count: number): readonly SqlRow[] {
  const { ts, id } = pageToken === undefined ? FIRST_PAGE : fromPageToken(pageToken);
  if (experimentId === undefined) return connection.statement(LIST_ALL).all(ts, id, count);
  const experiment = connection.experiments.find(experimentId);
  if (experiment === undefined) return [];
  return connection.statement(LIST_EXPERIMENT).all(experiment, ts, id, count);
}

function tokenAfter(last: SqlRow | undefined): string {
  return toPageToken({ ts: Number(last?.['ts']), id: Number(last?.['id']) });
}
