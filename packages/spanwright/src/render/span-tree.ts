import type { Span } from '@spanwright/core/model';

/** A step down from a root: one per level, linked upwards, so that deep traces stay cheap. */
export interface Level {
  /** Whether the span of this level is the last of its siblings. */
  readonly isLast: boolean;
  /** 1 for a root's children. */
  readonly depth: number;
  /** Undefined where the level above is the root's. */
  readonly above: Level | undefined;
}

/** A span at its place in the tree. */
export interface SpanRow {
  readonly span: Span;
  /** Undefined for a root. */
  readonly level: Level | undefined;
  readonly hasChildren: boolean;
}

/**
 * The spans of a trace in the order in which a tree shows them, siblings by their start. Spans whose parent is
 * not there, or that are each other's parents, stand as roots: every span appears exactly once.
 */
export function spanTree(spans: readonly Span[]): readonly SpanRow[] {
  const sorted = spans.toSorted((a, b) => Number(a.startTimeNs - b.startTimeNs));
  const ids = new Set(spans.map((span) => span.spanId));
  const children = byParent(sorted);
  const placed = new Set<Span>();
  const roots = sorted.filter((span) => span.parentId === undefined || !ids.has(span.parentId));
  return [...roots, ...sorted].flatMap((root) => branchOf(root, children, placed));
}

type Children = ReadonlyMap<string | undefined, readonly Span[]>;

function byParent(spans: readonly Span[]): Children {
  const children = new Map<string | undefined, Span[]>();
  for (const span of spans) {
    const siblings = children.get(span.parentId);
    if (siblings) siblings.push(span);
    else children.set(span.parentId, [span]);
  }
  return children;
}

/** A loop, not a recursion: traces may be nested deeper than the call stack. */
function branchOf(root: Span, children: Children, placed: Set<Span>): readonly SpanRow[] {
  const rows: SpanRow[] = [];
  const waiting: { readonly span: Span; readonly level: Level | undefined }[] = [{ span: root, level: undefined }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { span, level } = next;
    if (placed.has(span)) continue;
    placed.add(span);
    const below = (children.get(span.spanId) ?? []).filter((child) => !placed.has(child));
    rows.push({ span, level, hasChildren: below.length > 0 });
    const depth = (level?.depth ?? 0) + 1;
    for (const child of below.toReversed()) {
      waiting.push({ span: child, level: { isLast: child === below.at(-1), depth, above: level } });
    }
  }
  return rows;
}
