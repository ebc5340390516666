import { type OrderKey, type TraceInfo, TraceMetadataKey, TracingError } from '@spanwright/core/model';

/** What a trace is ordered by: the values of the keys, then its start and its id. */
export type SortKey = readonly (number | string | null)[];

/** Which of two traces comes first: negative, the first. */
export type Comparison = (a: SortKey, b: SortKey) => number;

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
  total_tokens: ({ metadata }) => numberIn(metadata[TraceMetadataKey.TOKEN_USAGE], 'total_tokens'),
  total_cost: ({ metadata }) => numberIn(metadata[TraceMetadataKey.COST], 'total_cost'),
  experiment_id: ({ experimentId }) => (/^\d+$/.test(experimentId) ? Number(experimentId) : experimentId),
};

function numberIn(json: string | undefined, key: string): number | undefined {
  try {
    const value: unknown = (JSON.parse(json ?? '{}') as { readonly [key: string]: unknown } | null)?.[key];
    return typeof value === 'number' ? value : undefined;
  } catch {
    // Written by somebody else: it tells no number.
    return undefined;
  }
}

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
