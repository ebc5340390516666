import type { TreeNode } from './span-tree.ts';

/** The span that a failure came from: the last failed one below this, along the one that failed last at each level. */
export function originOf(node: TreeNode): TreeNode {
  let origin = node;
  for (let next: TreeNode | undefined = node; next; next = next.children.findLast(isFailed)) origin = next;
  return origin;
}

const isFailed = ({ span }: TreeNode): boolean => span.status === 'ERROR';
