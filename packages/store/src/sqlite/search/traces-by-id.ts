import type { Filter } from '@spanwright/core/model';
import type { Connection } from '../connection.ts';
import { isExactText } from '../exact-text.ts';
import { toTraceKey } from '../hex-id.ts';

/** The statement that finds a trace's row. */
export const FIND_ID = 'SELECT id FROM traces WHERE trace_id = ?';

/** The statement that finds traces by the id that their client gave them. */
export const FIND_BY_CLIENT_ID = 'SELECT id FROM traces WHERE client_request_id = ? LIMIT ?';

// Ids of clients are meant to be unique; where they are not, they are a filter like others.
const MAX_IDS = 5000;

/** The traces that a filter names; undefined when it names none. */
export function tracesById(connection: Connection, filter: Filter): readonly number[] | undefined {
  const named = filter.flatMap((clause) => {
    if (clause.kind !== 'attribute' || clause.key !== 'request_id') return [];
    if (clause.test.comparator === '=') return [[clause.test.value]];
    return clause.test.comparator === 'IN' ? [clause.test.values] : [];
  });
  return named[0] && [...new Set(named[0])].flatMap((traceId) => idOf(connection, traceId) ?? []);
}

/** The traces with the client's id that a filter asks for; undefined when it asks for none, or they are too many. */
export function tracesByClientId(connection: Connection, filter: Filter): readonly number[] | undefined {
  for (const clause of filter) {
    if (clause.kind !== 'attribute' || clause.key !== 'client_request_id' || clause.test.comparator !== '=') continue;
    const rows = connection.statement(FIND_BY_CLIENT_ID).all(clause.test.value, MAX_IDS + 1);
    return rows.length > MAX_IDS ? undefined : rows.map((row) => Number(row['id']));
  }
  return undefined;
}

/** `traces.id` of a trace. */
export function idOf(connection: Connection, traceId: string): number | undefined {
  if (traceId === '' || !isExactText(traceId)) return undefined;
  const row = connection.statement(FIND_ID).get(toTraceKey(traceId));
  return row && Number(row['id']);
}
