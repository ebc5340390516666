/** All from one to another, both with them, in whichever order they stand; `to` alone where `from` is not there. */
export function rangeBetween(ids: readonly string[], from: string | undefined, to: string): readonly string[] {
  const start = from === undefined ? -1 : ids.indexOf(from);
  const end = ids.indexOf(to);
  if (start < 0 || end < 0) return [to];
  return ids.slice(Math.min(start, end), Math.max(start, end) + 1);
}

/** How many ids fit into an address. */
export const MAX_LISTED = 150;

/** The filter that selects these traces. */
export const idsFilter = (ids: readonly string[]): string => `request_id IN (${ids.map((id) => `'${id}'`).join(', ')})`;
