import { type Filter, type OrderKey, parseFilter, parseOrder } from '@spanwright/core/model';
import type { SearchQuery } from '@spanwright/store';
import { refuse } from '../http/refusal.ts';

/** A whole number among the query's parameters. */
export function numberIn(query: URLSearchParams, name: string, fallback: number, max: number): number {
  const text = query.get(name);
  if (text === null) return fallback;
  const value = Number(text);
  if (/^\d+$/.test(text) && value <= max) return value;
  throw refuse(
    'INVALID_PARAMETER_VALUE',
    `Invalid value ${JSON.stringify(text)} for parameter '${name}': a whole number up to ${max} is expected.`,
  );
}

/** Experiments that the query names; undefined for all. */
export function experimentsIn(query: URLSearchParams): { readonly experimentIds?: readonly string[] } {
  const experimentIds = query.getAll('experiment');
  return experimentIds.length > 0 ? { experimentIds } : {};
}

/** `page` and `limit`. */
export function pageIn(query: URLSearchParams): { readonly limit: number; readonly pageToken?: string } {
  const pageToken = query.get('page');
  return { limit: numberIn(query, 'limit', 100, 500), ...(pageToken && { pageToken }) };
}

/** The search that the query asks for. */
export function searchIn(query: URLSearchParams): SearchQuery {
  const filter = filterOf(query.get('filter') ?? '');
  const orderBy = orderOf(query.getAll('order'));
  return { ...experimentsIn(query), ...pageIn(query), ...(filter && { filter }), ...(orderBy && { orderBy }) };
}

/** A filter; undefined where it is empty. */
export function filterOf(filter: string): Filter | undefined {
  return filter === '' ? undefined : parseFilter(filter);
}

/** What MLflow's orders do not know: sums over the spans of a trace. */
const TOTALS = /^\s*(total_tokens|total_cost)(?:\s+(asc|desc))?\s*$/i;

/** An order; undefined for newest first, which is quick. */
export function orderOf(orderBy: readonly string[]): readonly OrderKey[] | undefined {
  const [, total, direction] = TOTALS.exec(orderBy.length === 1 ? (orderBy[0] ?? '') : '') ?? [];
  if (total !== undefined)
    return [{ kind: 'attribute', key: total.toLowerCase(), descending: direction?.toLowerCase() === 'desc' }];
  const newest = orderBy.every((clause) => /^\s*timestamp(?:_ms)?\s+desc\s*$/i.test(clause));
  return newest ? undefined : parseOrder(orderBy);
}
