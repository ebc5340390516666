import { endOf } from '../waterfall/trace-extent.ts';
import type { SpanTree, TreeNode } from './span-tree.ts';

/** A stretch of a span that nothing below it accounts for, microseconds since the trace's start. */
export interface CriticalStretch {
  readonly fromUs: number;
  readonly toUs: number;
}

/** Stretches by span id, in order of time. Together they cover the time of the longest root without overlap. */
export type CriticalPath = ReadonlyMap<string, readonly CriticalStretch[]>;

interface Step {
  readonly node: TreeNode;
  /** What is after this is accounted for. */
  readonly untilUs: number;
}

/**
 * The spans that decided how long the trace took. From the end backwards: what ends last holds its parent up until it
 * starts; before that the last one which had ended by then, and so on; in between it is the parent itself.
 * @param nowUs where open spans are taken to end
 */
export function criticalPath(tree: SpanTree, nowUs: number): CriticalPath {
  const path = new Map<string, CriticalStretch[]>();
  const root = last(tree.roots, nowUs);
  if (!root) return path;
  const left: Step[] = [{ node: root, untilUs: endOf(root.span, nowUs) }];
  for (let step = left.pop(); step; step = left.pop()) left.push(...walk(step, nowUs, path));
  for (const stretches of path.values()) stretches.reverse();
  return path;
}

function walk({ node, untilUs }: Step, nowUs: number, path: Map<string, CriticalStretch[]>): readonly Step[] {
  const steps: Step[] = [];
  const stretches: CriticalStretch[] = [];
  let cursor = untilUs;
  const own = (fromUs: number): void => {
    if (fromUs < cursor) stretches.push({ fromUs, toUs: cursor });
  };
  for (const child of byEnd(node.children, nowUs)) {
    const startUs = Math.max(child.span.startUs, node.span.startUs);
    const endUs = Math.min(endOf(child.span, nowUs), untilUs);
    // A child that still runs at the cursor is beside the one that accounts for that time already.
    if (endUs > cursor || startUs >= cursor || endUs <= startUs) continue;
    own(endUs);
    steps.push({ node: child, untilUs: endUs });
    cursor = startUs;
  }
  own(node.span.startUs);
  if (stretches.length > 0) path.set(node.span.spanId, stretches);
  return steps;
}

function byEnd(nodes: readonly TreeNode[], nowUs: number): readonly TreeNode[] {
  return nodes.toSorted((a, b) => endOf(b.span, nowUs) - endOf(a.span, nowUs));
}

function last(nodes: readonly TreeNode[], nowUs: number): TreeNode | undefined {
  const length = ({ span }: TreeNode): number => endOf(span, nowUs) - span.startUs;
  return nodes.reduce<TreeNode | undefined>(
    (most, node) => (most && length(most) >= length(node) ? most : node),
    undefined,
  );
}
