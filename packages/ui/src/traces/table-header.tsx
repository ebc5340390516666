import { Icon } from '../components/icon.tsx';
import { setQuery } from '../router/location.ts';
import type { Column } from './columns.ts';
import { nextOrder, writeOrder } from './order.ts';
import { type TracesPageState, savedWidths } from './page-state.ts';
import type { Selection } from './use-selection.ts';

interface HeaderProps {
  readonly state: TracesPageState;
  readonly selection: Selection;
  /** Number of the rows. */
  readonly count: number;
}

/** Titles of the columns: a click sorts; their right edges are dragged, or Shift and an arrow key. */
export function TableHeader({ state, selection, count }: HeaderProps) {
  const some = selection.ids.size > 0;
  const all = count > 0 && selection.ids.size >= count;
  return (
    <div class="table-header" role="rowgroup">
      <div class="table-row" role="row">
        <div class="cell cell-check" role="columnheader">
          <input
            type="checkbox"
            aria-label={some ? 'Clear the selection' : 'Select all that are loaded'}
            checked={all}
            ref={(box) => {
              if (box) box.indeterminate = some && !all;
            }}
            onChange={() => (some ? selection.clear() : selection.selectAll())}
          />
        </div>
        {state.columns.map((column) => (
          <HeaderCell key={column.id} column={column} state={state} />
        ))}
      </div>
    </div>
  );
}

type AriaSort = 'ascending' | 'descending' | 'none';

function HeaderCell({ column, state }: { readonly column: Column; readonly state: TracesPageState }) {
  const { order } = state;
  const sorted = column.order !== undefined && column.order === order.key;
  const direction: AriaSort = order.descending ? 'descending' : 'ascending';
  const sort = column.order === undefined ? {} : { 'aria-sort': sorted ? direction : ('none' as AriaSort) };
  const resize = (event: KeyboardEvent & { readonly currentTarget: HTMLElement }) => {
    const step = event.shiftKey ? { ArrowLeft: -STEP, ArrowRight: STEP }[event.key] : undefined;
    if (step !== undefined) setWidth(column.id, widthOf(event.currentTarget) + step);
  };
  return (
    <div class={`cell${column.numeric ? ' cell-numeric' : ''}`} role="columnheader" onKeyDown={resize} {...sort}>
      {column.order === undefined ? (
        <span class="cell-text">{column.title}</span>
      ) : (
        <SortButton
          title={column.title}
          sorted={sorted}
          descending={order.descending}
          onSort={() => sortBy(column, state)}
        />
      )}
      <ResizeEdge column={column} />
    </div>
  );
}

function sortBy({ order: key }: Column, { order }: TracesPageState): void {
  if (key !== undefined) setQuery({ order: writeOrder(nextOrder(order, key)) });
}

function SortButton(props: {
  readonly title: string;
  readonly sorted: boolean;
  readonly descending: boolean;
  readonly onSort: () => void;
}) {
  return (
    <button type="button" class={`sort-button${props.sorted ? ' is-sorted' : ''}`} onClick={props.onSort}>
      <span>{props.title}</span>
      {props.sorted && <Icon name={props.descending ? 'sortDown' : 'sortUp'} />}
    </button>
  );
}

const MIN_WIDTH = 60;
const STEP = 16;

const widthOf = (cell: HTMLElement | null): number => cell?.offsetWidth ?? MIN_WIDTH;

const setWidth = (id: string, width: number): void => {
  savedWidths.value = { ...savedWidths.value, [id]: Math.max(MIN_WIDTH, Math.round(width)) };
};

function ResizeEdge({ column: { id } }: { readonly column: Column }) {
  const drag = (event: PointerEvent & { readonly currentTarget: HTMLElement }) => {
    event.preventDefault();
    const edge = event.currentTarget;
    const start = widthOf(edge.parentElement) - event.clientX;
    edge.setPointerCapture(event.pointerId);
    edge.onpointermove = ({ clientX }) => setWidth(id, start + clientX);
    edge.onpointerup = () => {
      edge.onpointermove = null;
    };
  };
  return <span class="resize-edge" aria-hidden="true" onPointerDown={drag} />;
}
