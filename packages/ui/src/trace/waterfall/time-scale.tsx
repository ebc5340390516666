import { useRef, useState } from 'preact/hooks';
import { formatMicroseconds } from '../../format/duration.ts';
import { narrow } from '../../traces/narrow.ts';
import type { TraceState } from '../page/trace-state.ts';
import { barOf, select, ticks, type TimeWindow } from './time-window.ts';

const percent = (share: number): string => `${(share * 100).toFixed(3)}%`;

/** The head of the rows, with the scale of the waterfall; dragging over it zooms to what was dragged over. */
export function TimeScale({ state }: { readonly state: TraceState }) {
  const area = useRef<HTMLDivElement>(null);
  const [dragged, setDragged] = useState<readonly [number, number] | undefined>(undefined);
  const window = state.window.value;
  const shareAt = (event: PointerEvent): number => {
    const { left = 0, width = 1 } = area.current?.getBoundingClientRect() ?? {};
    return Math.max(0, Math.min(1, (event.clientX - left) / width));
  };
  const finish = (): void => {
    setDragged(undefined);
    if (!dragged || Math.abs(dragged[0] - dragged[1]) < 0.01) return;
    state.zoomed.value = select(window, state.extentUs.value, ...dragged);
  };
  return (
    <div class="time-scale" aria-hidden="true">
      <div class="time-scale-name">Span</div>
      <div
        class="time-scale-area"
        ref={area}
        title="Drag to zoom"
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          setDragged([shareAt(event), shareAt(event)]);
        }}
        onPointerMove={(event) => dragged && setDragged([dragged[0], shareAt(event)])}
        onPointerUp={finish}
      >
        <Ticks window={window} />
        {dragged && (
          <span
            class="time-selection"
            style={{ left: percent(Math.min(...dragged)), width: percent(Math.abs(dragged[0] - dragged[1])) }}
          />
        )}
      </div>
    </div>
  );
}

/** Lines that are wished for, and the share of the width behind which the text of one would be cut. */
const LINES = { narrow: { wished: 3, last: 0.7 }, wide: { wished: 4, last: 0.78 } } as const;

function Ticks({ window }: { readonly window: TimeWindow }) {
  const { wished, last } = LINES[narrow.value ? 'narrow' : 'wide'];
  return (
    <>
      {ticks(window, wished).map((at) => {
        const left = barOf(window, at, at)?.left ?? 0;
        return (
          <span key={at} class="tick" style={{ left: percent(left) }}>
            {left < last && (at === 0 ? '0' : formatMicroseconds(Number(at.toPrecision(6))))}
          </span>
        );
      })}
    </>
  );
}
