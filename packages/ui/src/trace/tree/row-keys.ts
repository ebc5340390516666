import type { TreeNode } from './span-tree.ts';

/** What a key does in the tree, as in ARIA's pattern of tree views. */
export type RowMove = { readonly select: string } | { readonly collapse: string } | { readonly expand: string };

/** The rows that are shown, the one that is selected, and which are collapsed. */
export interface RowPlace {
  readonly rows: readonly TreeNode[];
  readonly selected: string | undefined;
  readonly collapsed: ReadonlySet<string>;
  /** Rows of a page. */
  readonly page: number;
}

const STEPS: { readonly [key: string]: (place: RowPlace) => number } = {
  ArrowDown: () => 1,
  ArrowUp: () => -1,
  PageDown: ({ page }) => page,
  PageUp: ({ page }) => -page,
  Home: () => -Infinity,
  End: () => Infinity,
};

/** What a key does; undefined for keys that mean nothing here. */
export function rowMove(key: string, place: RowPlace): RowMove | undefined {
  const at = place.rows.findIndex(({ span }) => span.spanId === place.selected);
  const step = STEPS[key];
  if (step) return select(place.rows, at < 0 ? 0 : at + step(place));
  const node = place.rows[at];
  if (!node) return undefined;
  const isOpen = node.children.length > 0 && !place.collapsed.has(node.span.spanId);
  if (key === 'ArrowLeft') return isOpen ? { collapse: node.span.spanId } : select([node.parent ?? node], 0);
  if (key !== 'ArrowRight') return undefined;
  return isOpen ? select(place.rows, at + 1) : expand(node);
}

function expand(node: TreeNode): RowMove | undefined {
  return node.children.length > 0 ? { expand: node.span.spanId } : undefined;
}

function select(rows: readonly TreeNode[], index: number): RowMove | undefined {
  const row = rows[Math.max(0, Math.min(rows.length - 1, index))];
  return row && { select: row.span.spanId };
}
