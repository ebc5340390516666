import { checkLimit } from '../check-limit.ts';
import { FIRST_PAGE, type PageKey, fromPageToken, toPageToken } from '../sqlite/page-token.ts';
import { lastRunOnly } from '../search/last-run-only.ts';
import { type SortKey, comparisonBy, readToken, sortKey, tooSlow, writeToken } from '../search/trace-order.ts';
import type { ListQuery, SearchQuery, TracePage } from '../trace-store.ts';
import { assessmentsOf } from './assessments.ts';
import { type CandidateQuery, candidates } from './candidates.ts';
import { type Candidate, looksAtContent, matching } from './matching.ts';
import type { Queries } from './queries.ts';
import { infoOf } from './rows.ts';

const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 500;
const DEFAULT_BUDGET_MS = 2000;
// No index has the order: every match is looked at, which takes longer.
const ORDERED_PATIENCE = 10;
// Content is read and unpacked trace by trace: fewer are looked at between two looks at the clock.
const CONTENT_BATCH = 50;
const MAX_BATCH = 500;
// The exact bounds of `FIRST_PAGE` do not fit into PostgreSQL's types.
const START: PageKey = { ts: Number.MAX_SAFE_INTEGER, id: FIRST_PAGE.id };

/** One page of traces without their spans, newest first. */
export async function listTraces(db: Queries, query: ListQuery): Promise<TracePage> {
  const limit = checkLimit(query.limit ?? DEFAULT_LIMIT, MAX_LIMIT);
  const experimentIds = query.experimentId === undefined ? undefined : [query.experimentId];
  const rows = await candidates(db, { filter: [], experimentIds }, startOf(query.pageToken), limit + 1);
  const page = rows.map(candidateOf).slice(0, limit);
  const last = page.at(-1);
  return { traces: page.map(({ info }) => info), ...(rows.length > limit && last && { nextPageToken: tokenOf(last) }) };
}

/** One page of the traces that a filter selects, as `searchTraces` of SQLite gives it. */
export async function searchTraces(db: Queries, query: SearchQuery): Promise<TracePage> {
  const limit = checkLimit(query.limit ?? DEFAULT_LIMIT, MAX_LIMIT);
  const search: CandidateQuery = { filter: lastRunOnly(query.filter ?? []), experimentIds: query.experimentIds };
  const budgetMs = query.timeBudgetMs ?? DEFAULT_BUDGET_MS;
  const [first] = query.orderBy ?? [];
  const isNewestFirst = !first || (first.kind === 'attribute' && first.key === 'timestamp_ms' && first.descending);
  if (!isNewestFirst) return ordered(db, search, query, { limit, budgetMs });
  return newestFirst(db, search, { limit, budgetMs, after: startOf(query.pageToken) });
}

interface Bounds {
  readonly limit: number;
  readonly budgetMs: number;
}

/** The traces that pass, batch by batch, newest first. */
async function* batches(
  db: Queries,
  search: CandidateQuery,
  start: PageKey,
  firstBatch: number,
): AsyncGenerator<{ readonly found: readonly Candidate[]; readonly last: PageKey }> {
  const max = looksAtContent(search.filter) ? CONTENT_BATCH : MAX_BATCH;
  for (let after = start, count = Math.min(firstBatch, max); ; count = Math.min(count * 2, max)) {
    const rows = (await candidates(db, search, after, count)).map(candidateOf);
    const last = rows.at(-1);
    if (!last) return;
    yield { found: await matching(db, search.filter, rows), last };
    if (rows.length < count) return;
    after = last;
  }
}

async function newestFirst(
  db: Queries,
  search: CandidateQuery,
  { limit, budgetMs, after }: Bounds & { readonly after: PageKey },
): Promise<TracePage> {
  const deadlineMs = performance.now() + budgetMs;
  const found: Candidate[] = [];
  let stoppedAt: PageKey | undefined;
  for await (const batch of batches(db, search, after, limit + 1)) {
    found.push(...batch.found);
    if (found.length > limit) stoppedAt = found[limit - 1];
    else if (performance.now() > deadlineMs) stoppedAt = batch.last;
    if (stoppedAt) break;
  }
  const traces = await withAssessments(db, found.slice(0, limit));
  return { traces, ...(stoppedAt && { nextPageToken: tokenOf(stoppedAt) }) };
}

/** Ids of the newest traces that a filter selects, and whether there may be more. */
export async function matchingIds(
  db: Queries,
  query: Pick<SearchQuery, 'filter' | 'experimentIds'>,
  { max, budgetMs }: { readonly max: number; readonly budgetMs: number },
): Promise<{ readonly ids: readonly number[]; readonly cut: boolean }> {
  const deadlineMs = performance.now() + budgetMs;
  const search: CandidateQuery = { filter: lastRunOnly(query.filter ?? []), experimentIds: query.experimentIds };
  const ids: number[] = [];
  for await (const { found } of batches(db, search, START, MAX_BATCH)) {
    ids.push(...found.map(({ id }) => id));
    if (ids.length > max || performance.now() > deadlineMs) return { ids: ids.slice(0, max), cut: true };
  }
  return { ids, cut: false };
}

async function ordered(
  db: Queries,
  search: CandidateQuery,
  { orderBy = [], pageToken }: SearchQuery,
  { limit, budgetMs }: Bounds,
): Promise<TracePage> {
  const compare = comparisonBy(orderBy);
  const after = pageToken === undefined ? undefined : readToken(pageToken, orderBy);
  const deadlineMs = performance.now() + budgetMs * ORDERED_PATIENCE;
  let best: { readonly candidate: Candidate; readonly key: SortKey }[] = [];
  for await (const { found } of batches(db, search, START, MAX_BATCH)) {
    if (performance.now() > deadlineMs) throw tooSlow();
    const ranked = found.map((candidate) => ({ candidate, key: sortKey(candidate.info, orderBy) }));
    const behind = ranked.filter(({ key }) => !after || compare(key, after) > 0);
    best = [...best, ...behind].sort((a, b) => compare(a.key, b.key)).slice(0, limit + 1);
  }
  const page = best.slice(0, limit);
  const last = page.at(-1);
  const traces = await withAssessments(
    db,
    page.map(({ candidate }) => candidate),
  );
  return { traces, ...(best.length > limit && last && { nextPageToken: writeToken(last.key) }) };
}

async function withAssessments(db: Queries, page: readonly Candidate[]): Promise<TracePage['traces']> {
  const assessments = await assessmentsOf(
    db,
    page.map(({ id }) => id),
  );
  return page.map(({ id, info }) => {
    const own = assessments.get(id);
    return own ? { ...info, assessments: own } : info;
  });
}

function candidateOf(row: { readonly [column: string]: unknown }): Candidate {
  return { id: Number(row['id']), ts: Number(row['ts']), info: infoOf(row) };
}

function startOf(pageToken: string | undefined): PageKey {
  return pageToken === undefined ? START : fromPageToken(pageToken);
}

function tokenOf({ ts, id }: PageKey): string {
  return toPageToken({ ts, id });
}
