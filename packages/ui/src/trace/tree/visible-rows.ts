import type { SpanTree, TreeNode } from './span-tree.ts';

/** What of a tree is shown. */
export interface RowFilter {
  /** Ids of spans whose children are hidden. */
  readonly collapsed: ReadonlySet<string>;
  /** Microseconds: shorter spans are hidden unless a longer, an open or a failed one is below them. */
  readonly minDurationUs?: number;
}

/** The rows of a tree from top to bottom. */
export function visibleRows(tree: SpanTree, { collapsed, minDurationUs = 0 }: RowFilter): readonly TreeNode[] {
  const kept = minDurationUs > 0 ? longEnough(tree, minDurationUs) : undefined;
  const rows: TreeNode[] = [];
  const left = [...tree.roots].reverse();
  for (let node = left.pop(); node; node = left.pop()) {
    if (kept && !kept.has(node)) continue;
    rows.push(node);
    if (!collapsed.has(node.span.spanId)) for (const child of node.children.toReversed()) left.push(child);
  }
  return rows;
}

function longEnough(tree: SpanTree, minDurationUs: number): ReadonlySet<TreeNode> {
  const kept = new Set<TreeNode>();
  for (const node of tree.byId.values()) {
    const { durationUs, status } = node.span;
    if (durationUs !== undefined && durationUs < minDurationUs && status !== 'ERROR') continue;
    for (let at: TreeNode | undefined = node; at && !kept.has(at); at = at.parent) kept.add(at);
  }
  return kept;
}

/** Every span that has children: collapsing them leaves the roots. */
export function collapsible(tree: SpanTree): readonly string[] {
  return [...tree.byId.values()].filter((node) => node.children.length > 0).map(({ span }) => span.spanId);
}

/** The collapsed spans without those above a span, so that it shows. */
export function revealed(tree: SpanTree, collapsed: ReadonlySet<string>, spanId: string): ReadonlySet<string> {
  const open = new Set(collapsed);
  for (let at = tree.byId.get(spanId)?.parent; at; at = at.parent) open.delete(at.span.spanId);
  return open.size === collapsed.size ? collapsed : open;
}
