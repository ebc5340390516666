import { Button } from '../../components/button.tsx';
import { useShortcuts } from '../../keyboard/shortcuts.ts';
import type { TraceState } from '../page/trace-state.ts';
import { zoom } from '../waterfall/time-window.ts';
import { setWindow } from '../waterfall/use-time-wheel.ts';
import { DurationFilter } from './duration-filter.tsx';
import { SpanSearch } from './span-search.tsx';
import { collapsible } from './visible-rows.ts';

const NOTHING: ReadonlySet<string> = new Set();

/** What stands above the rows: search, filter by duration, collapse, critical path, zoom. */
export function SpanToolbar({ state }: { readonly state: TraceState }) {
  const { collapsed, showsCritical, tree } = state;
  const toggleCritical = (): void => {
    showsCritical.value = !showsCritical.value;
  };
  const toggleAll = (): void => {
    collapsed.value = collapsed.value.size > 0 ? NOTHING : new Set(collapsible(tree.value));
  };
  useShortcuts('Spans', [
    { key: 'c', does: 'Show the critical path, or hide it', run: toggleCritical },
    { key: 'x', does: 'Collapse all spans, or expand them', run: toggleAll },
  ]);
  return (
    <div class="span-toolbar" role="toolbar" aria-label="Spans">
      <SpanSearch state={state} />
      <span class="fill" />
      <DurationFilter state={state} />
      <Button
        kind="quiet"
        icon="expand"
        label={collapsed.value.size > 0 ? 'Expand all (x)' : 'Collapse all (x)'}
        onClick={toggleAll}
      />
      <Button kind="quiet" pressed={showsCritical.value} label="Critical path (c)" onClick={toggleCritical}>
        Critical path
      </Button>
      <ZoomButtons state={state} />
    </div>
  );
}

function ZoomButtons({ state }: { readonly state: TraceState }) {
  const { zoomed, extentUs, window } = state;
  const zoomBy = (factor: number): void => setWindow(state, zoom(window.value, extentUs.value, factor, 0.5));
  const reset = (): void => {
    zoomed.value = undefined;
  };
  useShortcuts('Time', [
    { key: '+', does: 'Zoom in', run: () => zoomBy(0.5) },
    { key: '-', does: 'Zoom out', run: () => zoomBy(2) },
    { key: '0', does: 'Show the whole time', run: reset },
  ]);
  return (
    <>
      {zoomed.value && <Button kind="quiet" icon="clock" label="Show the whole time (0)" onClick={reset} />}
      <Button kind="quiet" label="Zoom out (-)" disabled={!zoomed.value} onClick={() => zoomBy(2)}>
        −
      </Button>
      <Button kind="quiet" label="Zoom in (+)" onClick={() => zoomBy(0.5)}>
        +
      </Button>
    </>
  );
}
