import { typeClass } from '../../components/badge-look.ts';
import { Highlight } from '../../components/highlight.tsx';
import { Icon } from '../../components/icon.tsx';
import { selectSpan, setCollapsed, type TraceState } from '../page/trace-state.ts';
import { SpanBar } from '../waterfall/span-bar.tsx';
import type { TreeNode } from './span-tree.ts';
import { TypeMark } from './type-mark.tsx';

/** So many levels are set in by their whole step, further ones by less: their names need room. */
const WHOLE_STEPS = 8;
const LESS = 0.3;
const DEEPEST = 16;

const indent = (depth: number): number =>
  depth <= WHOLE_STEPS ? depth : Math.min(DEEPEST, WHOLE_STEPS + (depth - WHOLE_STEPS) * LESS);

/** What a span's row shows. */
export interface SpanRowProps {
  readonly node: TreeNode;
  readonly state: TraceState;
  readonly index: number;
}

/** A span's row: its place in the tree, its name and its bar. */
export function SpanRow(props: SpanRowProps) {
  const { node, state } = props;
  const { span, children } = node;
  const isSelected = state.selected.value?.spanId === span.spanId;
  const isOpen = !state.collapsed.value.has(span.spanId);
  return (
    <div
      class={classOf(props, isSelected)}
      role="treeitem"
      aria-level={node.depth + 1}
      aria-selected={isSelected}
      aria-expanded={children.length > 0 ? isOpen : undefined}
      tabIndex={isSelected ? 0 : -1}
      data-span={span.spanId}
      onClick={() => selectSpan(state, span.spanId)}
    >
      <div class="span-name" style={{ '--depth': indent(node.depth) }}>
        {children.length > 0 ? (
          <Toggle open={isOpen} count={node.descendants} onToggle={() => setCollapsed(state, span.spanId, isOpen)} />
        ) : (
          <span class="span-leaf" />
        )}
        <TypeMark type={span.spanType} />
        <span class="span-title">
          <Name node={node} state={state} />
        </span>
        <Failure node={node} isOpen={isOpen} />
      </div>
      <div class={`span-time ${typeClass(span.spanType)}`}>
        <SpanBar span={span} state={state} />
      </div>
    </div>
  );
}

function classOf({ node, state, index }: SpanRowProps, isSelected: boolean): string {
  const dimmed = state.showsCritical.value && !state.critical.value.has(node.span.spanId);
  const classes = ['span-row', isSelected && 'is-selected', dimmed && 'is-dimmed', index % 2 === 1 && 'is-odd'];
  return classes.filter(Boolean).join(' ');
}

/** A mark where the span failed, or, while that is hidden, one below it. */
function Failure({ node, isOpen }: { readonly node: TreeNode; readonly isOpen: boolean }) {
  if (node.span.status === 'ERROR')
    return (
      <span class="span-failed" title={node.span.error ?? 'Failed'}>
        <Icon name="error" />
        <span class="visually-hidden">failed</span>
      </span>
    );
  return node.failed && !isOpen ? <span class="span-below" title="A span below it failed" /> : null;
}

function Name({ node: { span }, state }: { readonly node: TreeNode; readonly state: TraceState }) {
  const { spanIds, current } = state.matches.value;
  const wanted = state.searched.value.trim().toLowerCase();
  const isCurrent = spanIds[current] === span.spanId;
  const found = wanted !== '' && (isCurrent || spanIds.includes(span.spanId));
  const name = <Highlight text={span.name} wanted={wanted} />;
  return found ? <span class={`span-match${isCurrent ? ' is-current' : ''}`}>{name}</span> : name;
}

function Toggle(props: { readonly open: boolean; readonly count: number; readonly onToggle: () => void }) {
  const onClick = (event: MouseEvent): void => {
    event.stopPropagation();
    props.onToggle();
  };
  const title = props.open ? 'Hide what is below' : `Show ${props.count} below`;
  return (
    <span class="span-toggle" aria-hidden="true" title={title} onClick={onClick}>
      <Icon name={props.open ? 'chevronDown' : 'chevronRight'} />
      {!props.open && <span class="span-count">{props.count}</span>}
    </span>
  );
}
