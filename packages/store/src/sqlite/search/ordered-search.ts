import { type OrderKey, type TraceInfo, TracingError } from '@spanwright/core/model';
import type { SearchQuery, TracePage } from '../../trace-store.ts';
import { withAssessments } from '../assessment-row.ts';
import type { Connection } from '../connection.ts';
import { FIRST_PAGE } from '../page-token.ts';
import { infoOf } from '../trace-row.ts';
import { merged } from './merged.ts';
import type { PreparedSearch } from './search-traces.ts';

/** What a trace is ordered by: the values of the keys, then its start and its id. */
export type SortKey = readonly (number | string | null)[];

interface Ranked {
  readonly id: number;
  readonly info: TraceInfo;
  readonly key: SortKey;
}

/** Which of two traces comes first: negative, the first. */
export type Comparison = (a: SortKey, b: SortKey) => number;

// No index has the order: every match is looked at, and the best are kept.
const PATIENCE = 10;
const BATCH = 500;

/** One page of a search with an order of its own. */
export function orderedSearch(connection: Connection, search: PreparedSearch, query: SearchQuery): TracePage {
  const orderBy = query.orderBy ?? [];
  const compare = comparisonBy(orderBy);
  const after = query.pageToken === undefined ? undefined : readToken(query.pageToken, orderBy);
  const best: Ranked[] = [];
  for (const ranked of rankedMatches(search, orderBy)) {
    if (!after || compare(ranked.key, after) > 0) insert(best, ranked, { compare, limit: search.limit + 1 });
  }
  const page = best.slice(0, search.limit);
  const last = page.at(-1);
  return {
    traces: page.map(({ id, info }) => withAssessments(connection, id, info)),
    ...(best.length > search.limit && last && { nextPageToken: writeToken(last.key) }),
  };
}

function* rankedMatches(
  { sources, matches, deadlineMs }: PreparedSearch,
  orderBy: readonly OrderKey[],
): Generator<Ranked> {
  const started = performance.now();
  const patientMs = started + (deadlineMs - started) * PATIENCE;
  for (const { key, row } of merged(sources, { after: FIRST_PAGE, firstBatch: BATCH, deadlineMs: patientMs })) {
    if (!row || performance.now() > patientMs) throw tooSlow();
    const info = infoOf(row);
    if (matches(key.id, info)) yield { id: key.id, info, key: sortKey(info, orderBy) };
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

/** The values that a trace is ordered by. */
export function sortKey(info: TraceInfo, orderBy: readonly OrderKey[]): SortKey {
  return [...orderBy.map((key) => valueOf(info, key) ?? null), info.requestTimeMs, info.traceId];
}

const ATTRIBUTES: { readonly [key: string]: (info: TraceInfo) => number | string | undefined } = {
  timestamp_ms: (info) => info.requestTimeMs,
  execution_time_ms: (info) => info.executionDurationMs,
  end_time_ms: (info) => info.requestTimeMs + (info.executionDurationMs ?? 0),
  status: (info) => info.state,
  request_id: (info) => info.traceId,
  experiment_id: ({ experimentId }) => (/^\d+$/.test(experimentId) ? Number(experimentId) : experimentId),
};

function valueOf(info: TraceInfo, { kind, key }: OrderKey): number | string | undefined {
  if (kind === 'tag') return info.tags[key];
  return kind === 'metadata' ? info.metadata[key] : ATTRIBUTES[key]?.(info);
}

/** The order that keys ask for. */
export function comparisonBy(orderBy: readonly OrderKey[]): Comparison {
  const descending = [...orderBy.map((key) => key.descending), true, false];
  return (a, b) => {
    for (const [i, down] of descending.entries()) {
      const order = compareValues(a[i] ?? null, b[i] ?? null, down);
      if (order !== 0) return order;
    }
    return 0;
  };
}

// Missing values come last in both directions; numbers before texts, as in SQLite.
function compareValues(a: number | string | null, b: number | string | null, down: boolean): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? 1 : -1;
  const less = typeof a === typeof b ? a < b : typeof a === 'number';
  return less === down ? 1 : -1;
}

/** A page token of such an order. */
export function writeToken(key: SortKey): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** Reads what `writeToken` wrote. */
export function readToken(token: string, orderBy: readonly OrderKey[]): SortKey {
  try {
    const key = JSON.parse(Buffer.from(token, 'base64url').toString()) as unknown;
    if (Array.isArray(key) && key.length === orderBy.length + 2) return key as SortKey;
  } catch {
    // The error below says it.
  }
  const message = `Not a page token of this order: ${token}. Pass the nextPageToken of the page before.`;
  throw new TracingError('INVALID_PARAMETER_VALUE', message);
}

/** Why there is no page. */
export function tooSlow(): TracingError {
  const message = 'Too many traces match to be put in this order in time. Narrow the filter, for example by timestamp.';
  return new TracingError('INVALID_PARAMETER_VALUE', message);
}
