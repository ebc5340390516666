import type { Filter } from '@spanwright/core/model';
import type { Connection } from '../connection.ts';
import { trigramQuery } from './trigrams.ts';

/** The statement that asks the text index. */
export const TEXT_MATCH = 'SELECT rowid AS id FROM text_index WHERE text_index MATCH ? LIMIT ?';
const NOT_INDEXED = `
  SELECT trace AS id FROM text_todo UNION SELECT trace FROM text_partial LIMIT ?`;

// Where more traces match, the newest of them are found sooner by looking at the newest traces.
const MAX_IDS = 20_000;

/** The traces whose text may be what a filter asks for; undefined when it asks nothing, or they are too many. */
export function textCandidates(connection: Connection, filter: Filter): readonly number[] | undefined {
  const queries = filter.flatMap((clause) => {
    if (clause.kind !== 'span') return [];
    const looksAtText = typeof clause.field !== 'string' || clause.field === 'content';
    return looksAtText ? (trigramQuery(clause.test) ?? []) : [];
  });
  if (queries.length === 0) return undefined;
  const indexed = idsOf(connection, TEXT_MATCH, [queries.join(' AND ')]);
  const others = idsOf(connection, NOT_INDEXED, []);
  return indexed && others && [...new Set([...indexed, ...others])];
}

function idsOf(connection: Connection, sql: string, params: readonly string[]): readonly number[] | undefined {
  const rows = connection.statement(sql).all(...params, MAX_IDS + 1);
  return rows.length > MAX_IDS ? undefined : rows.map((row) => Number(row['id']));
}
