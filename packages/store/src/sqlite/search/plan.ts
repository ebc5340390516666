import type { Filter, FilterClause } from '@spanwright/core/model';
import { lastRunOnly } from '../../search/last-run-only.ts';
import { statesIn } from '../../search/trace-states.ts';
import type { Connection } from '../connection.ts';
import { postedUpto } from '../posted-upto.ts';
import { assessedTraces } from './assessed-traces.ts';
import { type Condition, conditionOf, postingCondition } from './condition.ts';
import { gramsOf } from './grams-of.ts';
import { type PostingSet, postingSetOf } from './posting-set.ts';
import { isIndexUsable } from './text-candidates.ts';
import { tracesByClientId, tracesById } from './traces-by-id.ts';

/** What a search runs along: the few traces known to be all that may match, the text index, a posting, or time. */
export type Driver =
  | { readonly kind: 'ids'; readonly ids: readonly number[] }
  | { readonly kind: 'text'; readonly grams: readonly number[] }
  | { readonly kind: 'postings'; readonly set: PostingSet }
  | { readonly kind: 'unusual' }
  | { readonly kind: 'time' };

/** How a filter is answered. */
export interface Plan {
  readonly driver: Driver;
  /** What SQL checks of each trace. */
  readonly conditions: readonly Condition[];
  /** What is checked on each trace that SQL has found. */
  readonly residual: Filter;
  /** The traces behind this `traces.id` have no postings yet: SQL finds them all. */
  readonly postedUpto: number;
  /** What is checked on each of those. */
  readonly unposted: Filter;
  readonly filter: Filter;
}

// A set with more values is checked trace by trace.
const MAX_DRIVING_VALUES = 16;
const ENOUGH = 1000;
const COUNT = 'SELECT count(*) AS n FROM (SELECT 1 FROM post WHERE k = ? AND v = ? LIMIT 1000)';

/** Chooses the narrowest index for a filter. */
export function planFor(connection: Connection, given: Filter): Plan {
  const filter = lastRunOnly(given);
  const sets = new Map(filter.flatMap((clause) => withSet(clause, postingSetOf(connection, clause))));
  const driver = chooseDriver(connection, filter, [...sets.values()]);
  const others = [...sets.values()].filter((set) => driver.kind !== 'postings' || set !== driver.set);
  const upto = postedUpto(connection);
  const conditions = [
    ...filter.flatMap((clause) => conditionOf(clause) ?? []),
    ...others.map((set) => postingCondition(set, upto)),
  ];
  const unposted = filter.filter((clause) => !conditionOf(clause));
  const manySpans = filter.filter(({ kind }) => kind === 'span').length > 1;
  const residual = unposted.filter((clause) => {
    return (clause.kind === 'span' && manySpans) || !sets.get(clause)?.exact;
  });
  return { driver, conditions, residual, postedUpto: upto, unposted, filter };
}

function withSet(clause: FilterClause, set: PostingSet | undefined): readonly (readonly [FilterClause, PostingSet])[] {
  return set ? [[clause, set]] : [];
}

function chooseDriver(connection: Connection, filter: Filter, sets: readonly PostingSet[]): Driver {
  const ids = knownIds(connection, filter);
  const posting = narrowest(connection, sets);
  const size = posting?.size ?? Infinity;
  if (ids && ids.length <= size) return { kind: 'ids', ids };
  const text = size < ENOUGH ? undefined : textDriver(connection, filter);
  if (text) return text;
  if (posting) return { kind: 'postings', set: posting.set };
  return { kind: statesIn(filter)?.includes(1) === false ? 'unusual' : 'time' };
}

function textDriver(connection: Connection, filter: Filter): Driver | undefined {
  const grams = gramsOf(filter);
  return grams && isIndexUsable(connection) ? { kind: 'text', grams } : undefined;
}

function knownIds(connection: Connection, filter: Filter): readonly number[] | undefined {
  // Two states at once: no trace has them.
  if (statesIn(filter)?.length === 0) return [];
  const lists = [tracesById, tracesByClientId, assessedTraces].map((find) => find(connection, filter));
  return lists.filter((list) => list !== undefined).sort((a, b) => a.length - b.length)[0];
}

function narrowest(
  connection: Connection,
  sets: readonly PostingSet[],
): { readonly set: PostingSet; readonly size: number } | undefined {
  const driving = sets.filter(({ values }) => values.length <= MAX_DRIVING_VALUES);
  return driving.map((set) => ({ set, size: sizeOf(connection, set) })).sort((a, b) => a.size - b.size)[0];
}

function sizeOf(connection: Connection, { key, values }: PostingSet): number {
  const counts = values.map((value) => Number(connection.statement(COUNT).get(key, value)?.['n']));
  return counts.reduce((sum, count) => sum + count, 0);
}
