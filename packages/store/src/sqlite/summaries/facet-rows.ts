import { TraceMetadataKey, TraceTagKey } from '@spanwright/core/model';
import { STATES } from '../../search/trace-states.ts';
import type { Connection } from '../connection.ts';
import type { SqlRow } from '../driver.ts';
import { MAX_VALUE_CHARS, isListed } from '../postings.ts';
import type { SignedRange } from './signed-range.ts';

/** So many values of a key are counted in an experiment. */
export const MAX_FACET_VALUES = 1000;

// Different in nearly every trace: nothing to choose from.
const UNCOUNTED = new Set<string>([
  `metadata.${TraceMetadataKey.SESSION}`,
  `metadata.${TraceMetadataKey.SOURCE_RUN}`,
  `tags.${TraceTagKey.NAME}`,
]);

const STATE = `CASE state ${STATES.map((state, i) => `WHEN ${i} THEN '${state}'`).join(' ')} END`;

/** From where traces, and spans with their traces, are read. */
interface Places {
  readonly traces: string;
  readonly spans: string;
}

const BETWEEN: Places = {
  traces: 'traces AS t WHERE t.id BETWEEN ? AND ?',
  spans: `spans AS s CROSS JOIN traces AS t CROSS JOIN dict AS d
    WHERE s.id BETWEEN ? << 20 AND (? << 20) + 1048575 AND t.id = s.id >> 20`,
};
// CROSS: the list comes first.
const LISTED: Places = {
  traces: 'json_each(?) AS i CROSS JOIN traces AS t WHERE t.id = i.value',
  spans: `json_each(?) AS i CROSS JOIN traces AS t CROSS JOIN spans AS s CROSS JOIN dict AS d
    WHERE t.id = i.value AND s.id BETWEEN t.id << 20 AND (t.id << 20) + 1048575`,
};

/** Statements that tell what traces have, with the number of traces. */
function contributionsOf({ traces, spans }: Places): readonly string[] {
  const also = (table: string): string => traces.replace(' WHERE', ` CROSS JOIN ${table} WHERE`);
  const entries = (column: string): string => `
    SELECT t.experiment, '${column}.' || j.key AS k, substr(j.value, 1, ${MAX_VALUE_CHARS}) AS v, count(*) AS n
    FROM ${also(`json_each(t.${column}) AS j`)} GROUP BY t.experiment, j.key, v`;
  const spanField = (field: string): string => `
    SELECT t.experiment, 'span.${field}' AS k, d.text AS v, count(DISTINCT t.id) AS n
    FROM ${spans} AND d.id = s.${field} GROUP BY t.experiment, s.${field}`;
  return [
    `SELECT t.experiment, 'status' AS k, ${STATE} AS v, count(*) AS n FROM ${traces} GROUP BY t.experiment, state`,
    `SELECT t.experiment, 'name' AS k, d.text AS v, count(*) AS n FROM ${also('dict AS d')} AND d.id = t.name
     GROUP BY t.experiment, t.name`,
    entries('tags'),
    entries('metadata'),
    ...['name', 'type', 'model'].map(spanField),
  ];
}

const OF_RANGE = contributionsOf(BETWEEN);
const OF_LIST = contributionsOf(LISTED);

const CHANGE = 'UPDATE facets SET n = n + ? WHERE experiment = ? AND k = ? AND v = ? RETURNING n';
const REMOVE = 'DELETE FROM facets WHERE experiment = ? AND k = ? AND v = ?';
const INSERT = 'INSERT INTO facets(n, experiment, k, v) VALUES (?, ?, ?, ?)';
const VALUES = 'SELECT count(*) AS n FROM facets WHERE experiment = ? AND k = ?';
const IS_CUT = 'SELECT 1 FROM facets_cut WHERE experiment = ? AND k = ?';
const CUT = 'INSERT OR IGNORE INTO facets_cut(experiment, k) VALUES (?, ?)';

/** What the traces between two ids have that is counted: rows of `experiment`, `k` (a text), `v` and `n`. */
export function facetContributions(connection: Connection, from: number, to: number): readonly SqlRow[] {
  return counted(OF_RANGE.flatMap((sql) => connection.statement(sql).all(from, to)));
}

/** The same of the traces with these ids. */
export function facetsOfTraces(connection: Connection, ids: readonly number[]): readonly SqlRow[] {
  const list = JSON.stringify(ids);
  return counted(OF_LIST.flatMap((sql) => connection.statement(sql).all(list)));
}

const counted = (rows: readonly SqlRow[]): readonly SqlRow[] => rows.filter(({ k }) => isCounted(String(k)));

type Place = readonly [experiment: number, key: number, value: string];

/** What is to be added to counts, by their place. */
export type FacetChanges = Map<string, { readonly place: Place; n: number }>;

/** Adds what the traces of a range have to changes of `facets`, or takes it away. */
export function collectFacetRows(connection: Connection, { from, to, sign }: SignedRange, changes: FacetChanges): void {
  for (const { experiment, k, v, n } of facetContributions(connection, from, to)) {
    const place: Place = [Number(experiment), connection.names.idOf(String(k)), String(v)];
    const key = place.join();
    const change = changes.get(key) ?? { place, n: 0 };
    change.n += sign * Number(n);
    changes.set(key, change);
  }
}

/** Makes changes of `facets`. */
export function writeFacetRows(connection: Connection, changes: FacetChanges): void {
  for (const { place, n } of changes.values()) {
    if (n === 0) continue;
    const left = connection.statement(CHANGE).get(n, ...place)?.['n'];
    if (left === 0) connection.statement(REMOVE).run(...place);
    if (left === undefined && n > 0) insert(connection, place, n);
  }
}

function insert(connection: Connection, place: Place, n: number): void {
  const [experiment, key] = place;
  if (connection.statement(IS_CUT).get(experiment, key)) return;
  if (Number(connection.statement(VALUES).get(experiment, key)?.['n']) < MAX_FACET_VALUES)
    connection.statement(INSERT).run(n, ...place);
  else connection.statement(CUT).run(experiment, key);
}

/** Whether values of this key are counted. */
export function isCounted(key: string): boolean {
  return !UNCOUNTED.has(key) && (!key.startsWith('metadata.') || isListed(key.slice('metadata.'.length)));
}
