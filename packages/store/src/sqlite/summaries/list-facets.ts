import type { Filter } from '@spanwright/core/model';
import { checkLimit } from '../../check-limit.ts';
import type { Facet, FacetQuery } from '../../summaries.ts';
import type { Connection } from '../connection.ts';
import { experimentKeys } from './experiment-keys.ts';
import { MAX_FACET_VALUES, facetContributions, facetsOfTraces } from './facet-rows.ts';
import { FILTERED_FACETS } from '../../search/filtered-facets.ts';
import { matchingIds } from './matching-ids.ts';
import { summedUpto } from './summed-upto.ts';

const DEFAULT_LIMIT = 20;
const LAST = 2 ** 33 - 1;

const NEXT_KEY = 'SELECT k FROM facets WHERE experiment = ? AND k > ? ORDER BY k LIMIT 1';
const KEY_TEXT = 'SELECT text FROM dict WHERE id = ?';
/** The statement that finds the most frequent values of a key. */
export const TOP_VALUES = 'SELECT v, n FROM facets WHERE experiment = ? AND k = ? ORDER BY n DESC, v LIMIT ?';
const ONE_VALUE = 'SELECT n FROM facets WHERE experiment = ? AND k = ? AND v = ?';
const IS_CUT = 'SELECT 1 FROM facets_cut WHERE experiment = ? AND k = ?';

/** Counts of the values of one key, and whether not all of them are counted. */
interface Counts {
  readonly values: Map<string, number>;
  cut: boolean;
  atLeast?: true;
}

/** What traces can be told apart by, with the numbers of traces; by key. */
export function listFacets(connection: Connection, query: FacetQuery): readonly Facet[] {
  const limit = checkLimit(query.limit ?? DEFAULT_LIMIT, MAX_FACET_VALUES);
  return connection.read(() => {
    const experiments = experimentKeys(connection, query.experimentIds);
    const byKey = new Map<string, Counts>();
    if (query.filter) {
      addMatching(connection, experiments, query.filter, byKey);
      return facetsOf(byKey, limit);
    }
    // What several experiments have is added up: the most frequent of all may lead in none.
    const perExperiment = experiments.length > 1 ? MAX_FACET_VALUES : limit;
    for (const experiment of experiments) addKnown(connection, experiment, perExperiment, byKey);
    addNew(connection, experiments, byKey);
    return facetsOf(byKey, limit);
  });
}

function facetsOf(byKey: ReadonlyMap<string, Counts>, limit: number): readonly Facet[] {
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, counts]) => facetOf(key, counts, limit));
}

// What a filter selects is counted trace by trace.
function addMatching(
  connection: Connection,
  experiments: readonly number[],
  filter: Filter,
  byKey: Map<string, Counts>,
): void {
  if (experiments.length === 0) return;
  const { ids, cut } = matchingIds(connection, filter, experiments, FILTERED_FACETS);
  for (const { k, v, n } of facetsOfTraces(connection, ids)) {
    const counts = countsOf(byKey, String(k));
    add(counts, String(v), Number(n));
    if (cut) counts.atLeast = true;
  }
}

function addKnown(connection: Connection, experiment: number, limit: number, byKey: Map<string, Counts>): void {
  for (let key = -1; ;) {
    const next = connection.statement(NEXT_KEY).get(experiment, key);
    if (!next) return;
    key = Number(next['k']);
    const counts = countsOf(byKey, String(connection.statement(KEY_TEXT).get(key)?.['text']));
    counts.cut ||= connection.statement(IS_CUT).get(experiment, key) !== undefined;
    for (const { v, n } of connection.statement(TOP_VALUES).all(experiment, key, limit))
      add(counts, String(v), Number(n));
  }
}

// What the counts do not know yet.
function addNew(connection: Connection, experiments: readonly number[], byKey: Map<string, Counts>): void {
  for (const row of facetContributions(connection, summedUpto(connection) + 1, LAST)) {
    const experiment = Number(row['experiment']);
    if (!experiments.includes(experiment)) continue;
    const counts = countsOf(byKey, String(row['k']));
    const value = String(row['v']);
    const key = connection.names.find(String(row['k'])) ?? -1;
    const known = counts.values.has(value) ? undefined : connection.statement(ONE_VALUE).get(experiment, key, value);
    add(counts, value, Number(row['n']) + Number(known?.['n'] ?? 0));
  }
}

function countsOf(byKey: Map<string, Counts>, key: string): Counts {
  const counts = byKey.get(key) ?? { values: new Map<string, number>(), cut: false };
  byKey.set(key, counts);
  return counts;
}

function add({ values }: Counts, value: string, count: number): void {
  values.set(value, (values.get(value) ?? 0) + count);
}

function facetOf(key: string, { values, cut, atLeast }: Counts, limit: number): Facet {
  const sorted = [...values].sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1));
  return {
    key,
    values: sorted.slice(0, limit).map(([value, count]) => ({ value, count })),
    ...(cut && { cut }),
    ...(atLeast && { atLeast }),
  };
}
