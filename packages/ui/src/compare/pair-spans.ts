import type { SpanTree, TreeNode } from '../trace/tree/span-tree.ts';

/** Spans of two traces that are in the same place; one of them may be missing. */
export interface SpanPair {
  readonly left?: TreeNode;
  readonly right?: TreeNode;
  readonly depth: number;
}

/** Pairs the spans of two trees: below the same parents, those of the same name and type in the same order. */
export function pairSpans(left: SpanTree, right: SpanTree): readonly SpanPair[] {
  const pairs: SpanPair[] = [];
  const open = pairNodes(left.roots, right.roots, 0).reverse();
  for (let pair = open.pop(); pair; pair = open.pop()) {
    pairs.push(pair);
    const below = pairNodes(pair.left?.children ?? [], pair.right?.children ?? [], pair.depth + 1);
    open.push(...below.reverse());
  }
  return pairs;
}

/** Children that are looked at for a partner: more would take too long. */
const AHEAD = 50;

function pairNodes(left: readonly TreeNode[], right: readonly TreeNode[], depth: number): SpanPair[] {
  const pairs: SpanPair[] = [];
  let next = 0;
  for (const node of left) {
    const ahead = right.slice(next, next + AHEAD).findIndex((other) => isSame(node, other));
    if (ahead < 0) pairs.push({ left: node, depth });
    else {
      for (const skipped of right.slice(next, next + ahead)) pairs.push({ right: skipped, depth });
      pairs.push({ left: node, right: right[next + ahead] as TreeNode, depth });
      next += ahead + 1;
    }
  }
  return [...pairs, ...right.slice(next).map((node) => ({ right: node, depth }))];
}

function isSame(a: TreeNode, b: TreeNode): boolean {
  return a.span.name === b.span.name && a.span.spanType === b.span.spanType;
}
