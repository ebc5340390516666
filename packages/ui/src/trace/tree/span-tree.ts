import type { SpanOutline } from '@spanwright/server/viewer-api';

/** A span in its place. */
export interface TreeNode {
  readonly span: SpanOutline;
  /** In order of their start. */
  readonly children: readonly TreeNode[];
  /** Missing for roots, also for a span whose parent is not in the trace. */
  readonly parent?: TreeNode;
  /** 0 for roots. */
  readonly depth: number;
  /** Number of spans below it. */
  readonly descendants: number;
  /** It or a span below it failed. */
  readonly failed: boolean;
}

/** The spans of a trace as a tree, or as several where it has several roots. */
export interface SpanTree {
  readonly roots: readonly TreeNode[];
  readonly byId: ReadonlyMap<string, TreeNode>;
}

interface Growing extends TreeNode {
  readonly children: Growing[];
  parent?: Growing;
  depth: number;
  descendants: number;
  failed: boolean;
}

/**
 * Builds the tree of spans in order of their start. A span whose parent is missing (not yet loaded, or never sent) is a
 * root, and so is the first span of a ring of parents.
 */
export function spanTree(spans: readonly SpanOutline[]): SpanTree {
  const byId = new Map<string, Growing>();
  for (const span of spans)
    byId.set(span.spanId, { span, children: [], depth: 0, descendants: 0, failed: span.status === 'ERROR' });
  const roots: Growing[] = [];
  for (const node of byId.values()) {
    const parent = byId.get(node.span.parentSpanId ?? '');
    if (!parent || isBelow(parent, node)) roots.push(node);
    else join(parent, node);
  }
  measure(roots);
  return { roots, byId };
}

function join(parent: Growing, node: Growing): void {
  node.parent = parent;
  parent.children.push(node);
}

/** Whether a node is the other one or below it, as far as the tree is built. */
function isBelow(node: Growing, other: Growing): boolean {
  if (other.children.length === 0) return node === other;
  for (let at: Growing | undefined = node; at; at = at.parent) if (at === other) return true;
  return false;
}

function measure(roots: readonly Growing[]): void {
  const order: Growing[] = [...roots].reverse();
  const met: Growing[] = [];
  for (let node = order.pop(); node; node = order.pop()) {
    met.push(node);
    for (const child of node.children) {
      child.depth = node.depth + 1;
      order.push(child);
    }
  }
  for (const node of met.reverse()) {
    if (!node.parent) continue;
    node.parent.descendants += node.descendants + 1;
    node.parent.failed ||= node.failed;
  }
}
