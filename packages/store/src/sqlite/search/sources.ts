import type { Connection } from '../connection.ts';
import type { SqlRow } from '../driver.ts';
import type { PageKey } from '../page-token.ts';
import type { Plan } from './plan.ts';
import { type SearchStatement, statementsOf } from './statements.ts';
import { isBehind, placesOf, textCandidates } from './text-candidates.ts';

/** Some rows of traces behind a place, newest first. */
export interface SourceRows {
  readonly rows: readonly SqlRow[];
  /** The last place that was looked at: there may be more rows behind it. Undefined when there are none. */
  readonly next: PageKey | undefined;
}

/** Looks for rows of traces behind `after`, newest first, at most `count`; for some milliseconds at most. */
export type Source = (after: PageKey, count: number) => SourceRows;

/** The statement that finds the traces without postings. */
export const UNPOSTED = 'SELECT id FROM traces WHERE id > ?';
const EXPERIMENTS = 'SELECT key FROM experiments ORDER BY key';

// So many traces are looked at by one statement, which nothing can stop: few at first, as the first ones may do.
const FIRST_WINDOW = 250;
const MAX_WINDOW = 8000;
const PLACES = 1000;

/**
 * What a plan reads, one source per experiment and posting; together they have every trace that may match.
 * @param experiments `experiments.key` of those searched; undefined for all.
 */
export function sourcesOf(
  connection: Connection,
  plan: Plan,
  experiments: readonly number[] | undefined,
): readonly Source[] {
  const { driver } = plan;
  const read = (after: PageKey): Iterator<PageKey, undefined> =>
    driver.kind === 'text'
      ? textCandidates(connection, { grams: driver.grams, experiments, after })
      : idsBehind(connection, driver.kind === 'ids' ? driver.ids : [], { experiments, after });
  if (driver.kind === 'ids' || driver.kind === 'text') return [alongPlaces(connection, plan, read)];
  const named = experiments ?? (driver.kind === 'time' ? undefined : allExperiments(connection));
  const indexed = statementsOf(plan, named).map((statement) => alongIndex(connection, statement));
  return driver.kind === 'postings' ? [...indexed, unposted(connection, plan, experiments)] : indexed;
}

// What a search along postings would miss.
function unposted(connection: Connection, plan: Plan, experiments: readonly number[] | undefined): Source {
  const ids = connection
    .statement(UNPOSTED)
    .all(plan.postedUpto)
    .map((row) => Number(row['id']));
  const read = (after: PageKey): Iterator<PageKey, undefined> => idsBehind(connection, ids, { experiments, after });
  return alongPlaces(connection, { ...plan, driver: { kind: 'ids', ids } }, read);
}

function* idsBehind(
  connection: Connection,
  ids: readonly number[],
  { experiments, after }: { readonly experiments: readonly number[] | undefined; readonly after: PageKey },
): Generator<PageKey, undefined> {
  const places = placesOf(connection, ids, experiments).filter((key) => isBehind(key, after));
  yield* [...places].sort((a, b) => b.ts - a.ts || b.id - a.id);
  return undefined;
}

// Places are read once, on from where the rows before ended.
function alongPlaces(
  connection: Connection,
  plan: Plan,
  read: (after: PageKey) => Iterator<PageKey, undefined>,
): Source {
  const statements = statementsOf(plan, undefined);
  let places: Iterator<PageKey, undefined> | undefined;
  return (after, count) => {
    places ??= read(after);
    const rows: SqlRow[] = [];
    for (let looked = 0; ; looked++) {
      const { value: place } = places.next();
      if (!place) return { rows, next: undefined };
      for (const { sql, params } of statements) rows.push(...connection.statement(sql).all(place.id, ...params));
      if (rows.length >= count || looked >= PLACES) return { rows, next: place };
    }
  };
}

function alongIndex(connection: Connection, { sql, params, window }: SearchStatement): Source {
  let size = FIRST_WINDOW;
  return ({ ts, id }, count) => {
    const end = window && connection.statement(window.sql).get(...window.params, ts, id, size);
    size = Math.min(size * 2, MAX_WINDOW);
    // Without an end the window has all that is left.
    const [endTs, endId] = end ? [Number(end['ts']), Number(end['id'])] : [-Number.MAX_VALUE, -1];
    const bounds = window ? [ts, id, endTs, endId] : [ts, id];
    const rows = connection.statement(sql).all(...params, ...bounds, count);
    const last = rows.at(-1);
    if (last && rows.length >= count) return { rows, next: { ts: Number(last['ts']), id: Number(last['id']) } };
    return { rows, next: end && { ts: endTs, id: endId } };
  };
}

function allExperiments(connection: Connection): readonly number[] {
  return connection
    .statement(EXPERIMENTS)
    .all()
    .map((row) => Number(row['key']));
}
