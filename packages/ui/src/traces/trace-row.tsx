import type { TraceInfoJson } from '@spanwright/server/viewer-api';
import { StateBadge } from '../components/badge.tsx';
import { formatDuration } from '../format/duration.ts';
import { formatShort } from '../format/number.ts';
import { links } from '../router/href.ts';
import { navigate } from '../router/location.ts';
import { TimeText } from '../components/time-text.tsx';
import { TraceCell } from './trace-cell.tsx';
import type { Column } from './columns.ts';
import { narrow } from './narrow.ts';
import { readable } from './readable.ts';
import { startMs, tokenCounts, traceName } from './trace-facts.ts';
import type { Selection } from './use-selection.ts';

/** Height of a row where it is a card, in pixels. */
export const NARROW_ROW_HEIGHT = 84;

interface RowProps {
  readonly trace: TraceInfoJson;
  readonly index: number;
  readonly columns: readonly Column[];
  readonly selection: Selection;
  readonly active: boolean;
  readonly onActive: (index: number) => void;
}

const isOwnClick = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('a, button, input, label') !== null;

/** One trace; a click anywhere opens it. */
export function TraceRow({ trace, index, columns, selection, active, onActive }: RowProps) {
  const id = trace.trace_id;
  const selected = selection.ids.has(id);
  const open = (event: MouseEvent) => {
    if (isOwnClick(event.target) || window.getSelection()?.toString()) return;
    onActive(index);
    navigate(links.trace(id));
  };
  return (
    <div
      class={`table-row${index % 2 === 1 ? ' is-odd' : ''}${active ? ' is-active' : ''}${selected ? ' is-selected' : ''}`}
      role="row"
      aria-rowindex={index + 2}
      data-trace={id}
      data-testid="trace-row"
      onClick={open}
    >
      <div class="cell cell-check" role="cell">
        <input
          type="checkbox"
          aria-label={`Select ${traceName(trace) || id}`}
          checked={selected}
          onClick={(event) => selection.toggle(id, event.shiftKey)}
        />
      </div>
      {narrow.value ? <Card trace={trace} /> : <Cells trace={trace} columns={columns} />}
    </div>
  );
}

function Cells({ trace, columns }: Pick<RowProps, 'trace' | 'columns'>) {
  return (
    <>
      {columns.map((column) => (
        <div key={column.id} class={`cell${column.numeric ? ' cell-numeric number' : ''}`} role="cell">
          <TraceCell trace={trace} column={column} />
        </div>
      ))}
    </>
  );
}

function Card({ trace }: Pick<RowProps, 'trace'>) {
  const { total } = tokenCounts(trace);
  return (
    <div class="card" role="cell">
      <div class="card-line">
        <a class="trace-link" href={links.trace(trace.trace_id)}>
          {traceName(trace) || trace.trace_id}
        </a>
        <StateBadge state={trace.state} />
      </div>
      <div class="card-preview">{readable(trace.request_preview ?? '')}</div>
      <div class="card-line muted number">
        <TimeText ms={startMs(trace)} />
        <span>{formatDuration(trace.execution_duration_ms)}</span>
        {total !== undefined && <span>{formatShort(total)} tokens</span>}
      </div>
    </div>
  );
}
