import type { Signal } from '@preact/signals';
import { useState } from 'preact/hooks';
import { Loading } from '../components/loading.tsx';
import { VirtualList } from '../components/virtual-list.tsx';
import { formatCount } from '../format/number.ts';
import { fullPath } from '../router/location.ts';
import { rowHeight } from '../settings/settings.ts';
import { gridTemplate } from './columns.ts';
import { narrow } from './narrow.ts';
import { type TracesPageState, savedWidths } from './page-state.ts';
import { TableHeader } from './table-header.tsx';
import { NARROW_ROW_HEIGHT, TraceRow } from './trace-row.tsx';
import type { NewTraces } from './use-new-traces.ts';
import type { Selection } from './use-selection.ts';
import type { TraceKeys } from './use-trace-keys.ts';
import type { TraceListControl } from './use-trace-list.ts';
import { takePlace } from './walked-traces.ts';

interface TableProps {
  readonly state: TracesPageState;
  readonly list: TraceListControl;
  readonly selection: Selection;
  readonly keys: TraceKeys;
  readonly fresh: NewTraces;
}

/** The table of traces: only the rows in sight exist, further pages are loaded when the end comes near. */
export function TraceTable({ state, list, selection, keys, fresh }: TableProps) {
  const { active, setActive: onActive } = keys;
  const [startAt] = useState(() => takePlace(fullPath.value));
  const height = narrow.value ? NARROW_ROW_HEIGHT : rowHeight();
  const row = (index: number) => {
    const trace = list.traces[index];
    const props = { index, columns: state.columns, active: index === active, onActive };
    return trace && <TraceRow key={trace.trace_id} trace={trace} {...props} selection={selection} />;
  };
  return (
    <div
      class={`table${narrow.value ? ' is-narrow' : ''}`}
      style={{ '--tracks': gridTemplate(state.columns, savedWidths.value) }}
    >
      <NewTracesButton count={list.waiting.length} onShow={fresh.show} />
      <div
        class="table-rows"
        role="table"
        aria-label="Traces"
        aria-rowcount={list.nextPageToken === undefined ? list.traces.length + 1 : -1}
        data-testid="trace-table"
      >
        <VirtualList
          count={list.traces.length}
          rowHeight={height}
          row={row}
          role="rowgroup"
          active={active}
          startAt={startAt}
          onEnd={list.loadMore}
          onScroll={(first) => (fresh.top.value = first)}
          header={<TableHeader state={state} selection={selection} count={list.traces.length} />}
        />
      </div>
      {list.loading && list.traces.length === 0 && <Loading label="Loading traces" />}
      <TableFoot list={list} top={fresh.top} />
    </div>
  );
}

function NewTracesButton({ count, onShow }: { readonly count: number; readonly onShow: () => void }) {
  const show = (event: MouseEvent & { readonly currentTarget: HTMLElement }) => {
    event.currentTarget.closest('.table')?.querySelector('.virtual-list')?.scrollTo({ top: 0 });
    onShow();
  };
  return (
    <div class="new-traces" role="status">
      {count > 0 && (
        <button type="button" class="new-traces-button" onClick={show} data-testid="new-traces">
          {count >= 100 ? '100 or more' : count} new
        </button>
      )}
    </div>
  );
}

function TableFoot({ list, top }: { readonly list: TraceListControl; readonly top: Signal<number> }) {
  if (list.traces.length === 0) return null;
  const more = list.nextPageToken !== undefined;
  return (
    <p class="table-foot number">
      {list.loading ? 'Loading… ' : ''}
      Row {formatCount(Math.min(top.value + 1, list.traces.length))} of {formatCount(list.traces.length)}
      {more && ' loaded; scroll for more'}
    </p>
  );
}
