import { useLayoutEffect, useRef } from 'preact/hooks';
import { VirtualList } from '../../components/virtual-list.tsx';
import { useShortcuts } from '../../keyboard/shortcuts.ts';
import { selectSpan, setCollapsed, type TraceState } from '../page/trace-state.ts';
import { TimeScale } from '../waterfall/time-scale.tsx';
import { useTimeWheel } from '../waterfall/use-time-wheel.ts';
import { rowMove } from './row-keys.ts';
import { SpanRow } from './span-row.tsx';
import { SpanToolbar } from './span-toolbar.tsx';

/** Pixels. */
const ROW = 28;

/** The spans of a trace: the tree at the left and the waterfall at the right of each row. */
export function SpanPane({ state }: { readonly state: TraceState }) {
  const box = useRef<HTMLDivElement>(null);
  const rows = state.rows.value;
  const selected = state.selected.value?.spanId;
  const active = rows.findIndex(({ span }) => span.spanId === selected);
  useTimeWheel(box, state);
  useRowKeys(box, state);
  useSpanSteps(state);
  return (
    <div class="span-pane" ref={box} data-testid="span-pane">
      <SpanToolbar state={state} />
      <Progress state={state} />
      <TimeScale state={state} />
      <div class="span-rows" style={{ '--rows': rows.length }}>
        <VirtualList
          count={rows.length}
          rowHeight={ROW}
          role="tree"
          label="Spans of the trace"
          active={active < 0 ? undefined : active}
          row={(index) => {
            const node = rows[index];
            return node && <SpanRow key={node.span.spanId} node={node} state={state} index={index} />;
          }}
        />
      </div>
    </div>
  );
}

function Progress({ state }: { readonly state: TraceState }) {
  const { next, spanCount, spans } = state.outline.value;
  if (next === undefined) return null;
  return (
    <p class="span-progress" role="status">
      <progress value={spans.length} max={spanCount} aria-label="Spans that are loaded" />
      {spans.length.toLocaleString('en')} of {spanCount.toLocaleString('en')} spans
    </p>
  );
}

/** From wherever the focus is, except where text is typed. */
function useSpanSteps(state: TraceState): void {
  const step = (key: string) => () => void moveBy(state, key, 1);
  useShortcuts('Spans', [
    { key: 'j', does: 'Next span', run: step('ArrowDown') },
    { key: 'k', does: 'Span before', run: step('ArrowUp') },
  ]);
}

/** Arrow keys move through the rows while these, or nothing, have the focus. */
function useRowKeys(box: { readonly current: HTMLDivElement | null }, state: TraceState): void {
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const list = box.current?.querySelector('.span-rows');
      if (!list || !isMeant(event, list)) return;
      const page = Math.max(1, Math.floor(list.clientHeight / ROW) - 1);
      if (!moveBy(state, event.key, page)) return;
      event.preventDefault();
      requestAnimationFrame(() => list.querySelector<HTMLElement>('[aria-selected="true"]')?.focus());
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [state]);
}

function isMeant(event: KeyboardEvent, list: Element): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return false;
  return event.target === document.body || (event.target instanceof Node && list.contains(event.target));
}

function moveBy(state: TraceState, key: string, page: number): boolean {
  const { rows, selected, collapsed } = state;
  const place = { rows: rows.value, selected: selected.value?.spanId, collapsed: collapsed.value, page };
  const move = rowMove(key, place);
  if (!move) return false;
  if ('select' in move) selectSpan(state, move.select);
  else setCollapsed(state, 'collapse' in move ? move.collapse : move.expand, 'collapse' in move);
  return true;
}
