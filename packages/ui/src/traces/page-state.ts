import { computed, signal } from '@preact/signals';
import { experimentsOf, type TraceQuery } from '../api/viewer.ts';
import { joinClauses } from '../filter/clauses.ts';
import { rangeClauses, readRange } from '../filter/time-range.ts';
import { queryValue, setQuery } from '../router/location.ts';
import { storedSignal } from '../settings/stored-signal.ts';
import { type Column, DEFAULT_COLUMNS, readColumns } from './columns.ts';
import { narrow } from './narrow.ts';
import { type Order, readOrder, writeOrder } from './order.ts';

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');
const isWidths = (value: unknown): value is { readonly [id: string]: number } =>
  typeof value === 'object' && value !== null && Object.values(value).every((width) => typeof width === 'number');

/** Columns that were chosen last, and widths that were dragged. */
export const savedColumns = storedSignal<readonly string[]>('columns', DEFAULT_COLUMNS, isTexts);
export const savedWidths = storedSignal<{ readonly [id: string]: number }>('widths', {}, isWidths);
const facetsBeside = storedSignal('facets', true, (value): value is boolean => typeof value === 'boolean');
const facetsOver = signal(false);
/** Whether facets stand beside the table; where there is little room, over it. */
export const facetsShown = computed(() => (narrow.value ? facetsOver : facetsBeside).value);
/** Shows the facets, or hides them. */
export function toggleFacets(): void {
  const shown = narrow.value ? facetsOver : facetsBeside;
  shown.value = !shown.value;
}
/** Whether new traces are looked for. */
export const liveWanted = storedSignal('live', true, (value): value is boolean => typeof value === 'boolean');

/** Follows new traces, which need the newest first; or stops. */
export function followNew(wanted: boolean): void {
  liveWanted.value = wanted;
  if (wanted) setQuery({ order: undefined });
}

/** What the address says of the table of traces. */
export interface TracesPageState {
  readonly experiment: string;
  readonly filter: string;
  /** As it stands in the address. @see readRange */
  readonly range: string;
  readonly order: Order;
  readonly columns: readonly Column[];
}

/** Reads the address. */
export function tracesPageState(experiment: string): TracesPageState {
  return {
    experiment,
    filter: queryValue('filter') ?? '',
    range: queryValue('range') ?? '',
    order: readOrder(queryValue('order')),
    columns: readColumns(queryValue('columns'), savedColumns.value),
  };
}

/** What the server is asked; relative times end at `nowMs`. */
export function serverQuery(
  { experiment, filter, range, order }: Omit<TracesPageState, 'columns'>,
  nowMs: number,
): Omit<TraceQuery, 'page' | 'limit'> {
  const written = writeOrder(order);
  return {
    experiment: experimentsOf(experiment),
    filter: joinClauses([filter, ...rangeClauses(readRange(range, nowMs))]),
    ...(written !== undefined && { order: [written] }),
  };
}
