import type { TreeNode } from './span-tree.ts';

/** Spans that a search has found, and which of them is the current one. */
export interface SpanMatches {
  readonly spanIds: readonly string[];
  /** -1 where nothing was found. */
  readonly current: number;
}

/** Nothing is searched for. */
export const NO_MATCHES: SpanMatches = { spanIds: [], current: -1 };

/** Spans whose name, type, model, agent or error has the text, in any case; the order is that of the nodes. */
export function matchOutline(nodes: Iterable<TreeNode>, text: string): readonly string[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return [];
  const has = (value: string | undefined): boolean => value !== undefined && value.toLowerCase().includes(wanted);
  const found: string[] = [];
  for (const { span } of nodes)
    if ([span.name, span.spanType, span.model, span.agent, span.error].some(has)) found.push(span.spanId);
  return found;
}

/** What two searches have found, each span once, in the order of the rows. */
export function mergeMatches(rows: readonly TreeNode[], ...found: readonly (readonly string[])[]): readonly string[] {
  const all = new Set(found.flat());
  return rows.map(({ span }) => span.spanId).filter((spanId) => all.has(spanId));
}

/** The matches of a new search: the current one is the first at or after the selected span. */
export function matchesFrom(order: readonly TreeNode[], spanIds: readonly string[], selected?: string): SpanMatches {
  if (spanIds.length === 0) return NO_MATCHES;
  const rank = new Map(order.map(({ span }, index) => [span.spanId, index]));
  const from = rank.get(selected ?? '') ?? 0;
  return {
    spanIds,
    current: Math.max(
      0,
      spanIds.findIndex((spanId) => (rank.get(spanId) ?? 0) >= from),
    ),
  };
}

/** The next match, or with -1 the one before; around at the ends. */
export function stepMatch({ spanIds, current }: SpanMatches, by: 1 | -1): SpanMatches {
  if (spanIds.length === 0) return NO_MATCHES;
  return { spanIds, current: (current + by + spanIds.length) % spanIds.length };
}
