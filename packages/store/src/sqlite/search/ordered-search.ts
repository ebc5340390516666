import type { OrderKey } from '@spanwright/core/model';
import type { PackedPage } from '../../packed-page.ts';
import {
  type Comparison,
  type SortKey,
  comparisonBy,
  readToken,
  sortKey,
  tooSlow,
  writeToken,
} from '../../search/trace-order.ts';
import type { SearchQuery } from '../../trace-store.ts';
import type { Connection } from '../connection.ts';
import type { SqlRow } from '../driver.ts';
import { infoOf } from '../info-row.ts';
import { packPage } from '../pack-page.ts';
import { FIRST_PAGE } from '../page-token.ts';
import { merged } from './merged.ts';
import type { PreparedSearch } from './search-traces.ts';

interface Ranked {
  readonly row: SqlRow;
  readonly key: SortKey;
}

// No index has the order: every match is looked at, and the best are kept.
const PATIENCE = 10;
const BATCH = 500;

/** One page of a search with an order of its own. */
export function orderedSearch(connection: Connection, search: PreparedSearch, query: SearchQuery): PackedPage {
  const orderBy = query.orderBy ?? [];
  const compare = comparisonBy(orderBy);
  const after = query.pageToken === undefined ? undefined : readToken(query.pageToken, orderBy);
  const best: Ranked[] = [];
  for (const ranked of rankedMatches(search, orderBy)) {
    if (!after || compare(ranked.key, after) > 0) insert(best, ranked, { compare, limit: search.limit + 1 });
  }
  const page = best.slice(0, search.limit);
  const last = best.length > search.limit ? page.at(-1) : undefined;
  const rows = page.map(({ row }) => row);
  return packPage(connection, rows, last && writeToken(last.key));
}

function* rankedMatches(
  { sources, matches, deadlineMs }: PreparedSearch,
  orderBy: readonly OrderKey[],
): Generator<Ranked> {
  const started = performance.now();
  const patientMs = started + (deadlineMs - started) * PATIENCE;
  for (const { row } of merged(sources, { after: FIRST_PAGE, firstBatch: BATCH, deadlineMs: patientMs })) {
    if (!row || performance.now() > patientMs) throw tooSlow();
    if (matches(row)) yield { row, key: sortKey(infoOf(row), orderBy) };
  }
}

function insert(
  best: Ranked[],
  trace: Ranked,
  { compare, limit }: { readonly compare: Comparison; readonly limit: number },
): void {
  const last = best.at(-1);
  if (last && best.length >= limit && compare(trace.key, last.key) >= 0) return;
  let low = 0;
  for (let high = best.length; low < high;) {
    const middle = (low + high) >> 1;
    if (compare(best[middle]?.key ?? [], trace.key) <= 0) low = middle + 1;
    else high = middle;
  }
  best.splice(low, 0, trace);
  if (best.length > limit) best.pop();
}
