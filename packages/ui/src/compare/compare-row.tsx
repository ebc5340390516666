import { formatMicroseconds } from '../format/duration.ts';
import { TypeMark } from '../trace/tree/type-mark.tsx';
import type { TreeNode } from '../trace/tree/span-tree.ts';
import type { SpanPair } from './pair-spans.ts';

/** What a row of the comparison shows. */
export interface CompareRowProps {
  readonly pair: SpanPair;
  readonly isSelected: boolean;
  readonly onSelect: () => void;
}

/** Two spans in the same place, or one and a gap. */
export function CompareRow({ pair, isSelected, onSelect }: CompareRowProps) {
  return (
    <div
      class={`compare-row${isSelected ? ' is-selected' : ''}`}
      role="option"
      aria-selected={isSelected}
      tabIndex={isSelected ? 0 : -1}
      onClick={onSelect}
    >
      <Cell node={pair.left} depth={pair.depth} />
      <Cell node={pair.right} depth={pair.depth} />
    </div>
  );
}

function Cell({ node, depth }: { readonly node: TreeNode | undefined; readonly depth: number }) {
  if (!node)
    return (
      <div class="compare-cell is-missing">
        <span class="visually-hidden">missing</span>
      </div>
    );
  const { span } = node;
  return (
    <div class="compare-cell" style={{ '--depth': Math.min(depth, 16) }}>
      <TypeMark type={span.spanType} />
      <span class={`span-title${span.status === 'ERROR' ? ' is-failed' : ''}`}>{span.name}</span>
      <span class="muted number">{formatMicroseconds(span.durationUs)}</span>
    </div>
  );
}
