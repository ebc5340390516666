import type { Filter } from '@spanwright/core/model';
import type { Connection } from '../connection.ts';
import { isExactText } from '../exact-text.ts';
import { toTraceKey } from '../hex-id.ts';

/** The statement that finds a trace's row. */
export const FIND_ID = 'SELECT id FROM traces WHERE trace_id = ?';

/** The traces that a filter names; undefined when it names none. */
export function tracesById(connection: Connection, filter: Filter): readonly number[] | undefined {
  const named = filter.flatMap((clause) => {
    if (clause.kind !== 'attribute' || clause.key !== 'request_id') return [];
    if (clause.test.comparator === '=') return [[clause.test.value]];
    return clause.test.comparator === 'IN' ? [clause.test.values] : [];
  });
  return named[0] && [...new Set(named[0])].flatMap((traceId) => idOf(connection, traceId) ?? []);
}

/** `traces.id` of a trace. */
export function idOf(connection: Connection, traceId: string): number | undefined {
  if (traceId === '' || !isExactText(traceId)) return undefined;
  const row = connection.statement(FIND_ID).get(toTraceKey(traceId));
  return row && Number(row['id']);
}
