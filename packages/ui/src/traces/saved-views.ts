import { withQuery } from '../router/href.ts';

/** A search that somebody has named: filter, time range, columns and order, as the address has them. */
export interface SavedView {
  readonly name: string;
  /** Without its `?`. */
  readonly query: string;
}

const PARTS = ['filter', 'range', 'columns', 'order'] as const;

/** Whether what a browser has kept are views. */
export const isViews = (value: unknown): value is readonly SavedView[] =>
  Array.isArray(value) &&
  value.every(
    (view: unknown) =>
      typeof view === 'object' &&
      view !== null &&
      'name' in view &&
      'query' in view &&
      [view.name, view.query].every((text) => typeof text === 'string'),
  );

/** What of an address belongs to a view. `columns` are those that are shown, also where the address does not name them. */
export function viewQuery(search: string, columns: string): string {
  const given = new URLSearchParams(search);
  const parts = PARTS.map((part) => [part, given.get(part) ?? undefined] as const);
  return withQuery('', { ...Object.fromEntries(parts), columns });
}

/** The views with one more, by name; one that has the name already is replaced. */
export function withView(views: readonly SavedView[], view: SavedView): readonly SavedView[] {
  const others = views.filter(({ name }) => name !== view.name);
  return [...others, view].sort((a, b) => a.name.localeCompare(b.name));
}
