import type { Filter } from '@spanwright/core/model';
import type { Connection } from '../connection.ts';

/** The statement that finds the traces with an assessment of this kind and name. */
export const ASSESSED = 'SELECT DISTINCT trace FROM assessments WHERE kind = ? AND name = ? LIMIT ?';
const OF_SESSIONS = 'SELECT 1 FROM assessments WHERE session IS NOT NULL LIMIT 1';

const MAX_IDS = 5000;

/** The traces that have what a filter asks of assessments; undefined when it asks nothing, or they are too many. */
export function assessedTraces(connection: Connection, filter: Filter): readonly number[] | undefined {
  const asked = filter.flatMap((clause): readonly (readonly [string, string])[] => {
    if (clause.kind === 'issue') return [['issue', clause.id]];
    if (clause.kind !== 'feedback' && clause.kind !== 'expectation') return [];
    return clause.test.comparator === 'IS NULL' ? [] : [[clause.kind, clause.name]];
  });
  // Assessments of whole sessions speak of traces that have none.
  if (asked.length === 0 || connection.statement(OF_SESSIONS).get()) return undefined;
  const lists = asked.map(([kind, name]) => connection.statement(ASSESSED).all(kind, name, MAX_IDS + 1));
  const shortest = lists.sort((a, b) => a.length - b.length)[0] ?? [];
  return shortest.length > MAX_IDS ? undefined : shortest.map((row) => Number(row['trace']));
}
