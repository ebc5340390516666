import { checkLimit } from '../../check-limit.ts';
import type { PackedPage } from '../../packed-page.ts';
import type { SearchQuery } from '../../trace-store.ts';
import type { Connection } from '../connection.ts';
import type { SqlRow } from '../driver.ts';
import { packPage, packRows } from '../pack-page.ts';
import { FIRST_PAGE, type PageKey, fromPageToken, toPageToken } from '../page-token.ts';
import { type TraceMatcher, planMatcher } from './matcher.ts';
import { merged } from './merged.ts';
import { orderedSearch } from './ordered-search.ts';
import { planFor } from './plan.ts';
import { type Source, sourcesOf } from './sources.ts';

const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 500;
const DEFAULT_BUDGET_MS = 2000;

/** A search that is ready to run. */
export interface PreparedSearch {
  readonly sources: readonly Source[];
  readonly matches: TraceMatcher;
  readonly limit: number;
  /** On the clock of `performance.now()`. */
  readonly deadlineMs: number;
}

/**
 * One page of the traces that a filter selects, newest first or as ordered. When the time is up the page has what was
 * found so far, perhaps nothing, and a token to go on from there.
 */
export function searchTraces(connection: Connection, query: SearchQuery): PackedPage {
  const limit = checkLimit(query.limit ?? DEFAULT_LIMIT, MAX_LIMIT);
  const deadlineMs = performance.now() + (query.timeBudgetMs ?? DEFAULT_BUDGET_MS);
  return connection.read(() => {
    const experiments = query.experimentIds?.flatMap((id) => connection.experiments.find(id) ?? []);
    if (experiments?.length === 0) return packRows([], undefined);
    const plan = planFor(connection, query.filter ?? []);
    const sources = sourcesOf(connection, plan, experiments);
    const search = { sources, matches: planMatcher(connection, plan), limit, deadlineMs };
    if (query.orderBy && !isNewestFirst(query.orderBy)) return orderedSearch(connection, search, query);
    return newestFirst(connection, search, query.pageToken);
  });
}

function isNewestFirst([first]: NonNullable<SearchQuery['orderBy']>): boolean {
  return !first || (first.kind === 'attribute' && first.key === 'timestamp_ms' && first.descending);
}

function newestFirst(connection: Connection, search: PreparedSearch, pageToken: string | undefined): PackedPage {
  const after = pageToken === undefined ? FIRST_PAGE : fromPageToken(pageToken);
  const { found, stoppedAt } = look(search, after);
  const rows = found.map(({ row }) => row);
  return packPage(connection, rows, stoppedAt && toPageToken(stoppedAt));
}

interface FoundTrace {
  readonly key: PageKey;
  readonly row: SqlRow;
}

interface Looked {
  readonly found: readonly FoundTrace[];
  /** Up to where, when there may be more. */
  readonly stoppedAt: PageKey | undefined;
}

function look({ sources, matches, limit, deadlineMs }: PreparedSearch, after: PageKey): Looked {
  const found: FoundTrace[] = [];
  for (const { key, row } of merged(sources, { after, firstBatch: limit + 1, deadlineMs })) {
    if (row && matches(row)) found.push({ key, row });
    if (found.length > limit) return { found: found.slice(0, limit), stoppedAt: found[limit - 1]?.key };
    if (performance.now() > deadlineMs) return { found, stoppedAt: key };
  }
  return { found, stoppedAt: undefined };
}
