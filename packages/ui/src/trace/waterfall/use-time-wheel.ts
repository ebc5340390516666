import { useEffect } from 'preact/hooks';
import type { TraceState } from '../page/trace-state.ts';
import { pan, type TimeWindow, zoom } from './time-window.ts';

/** Ctrl and the wheel zoom the waterfall about the pointer, Shift and the wheel move it. */
export function useTimeWheel(box: { readonly current: HTMLDivElement | null }, state: TraceState): void {
  useEffect(() => {
    const element = box.current;
    const onWheel = (event: WheelEvent): void => {
      const area = event.target instanceof Element ? event.target.closest('.span-time, .time-scale-area') : null;
      const next = area && windowAfter(event, area, state);
      if (!next) return;
      event.preventDefault();
      setWindow(state, next);
    };
    element?.addEventListener('wheel', onWheel, { passive: false });
    return () => element?.removeEventListener('wheel', onWheel);
  }, [state]);
}

function windowAfter(event: WheelEvent, area: Element, state: TraceState): TimeWindow | undefined {
  const { left, width } = area.getBoundingClientRect();
  const [window, extent] = [state.window.value, state.extentUs.value];
  const isSideways = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY);
  if (isSideways) return state.zoomed.value && pan(window, extent, (event.deltaX || event.deltaY) / width);
  if (!event.ctrlKey && !event.metaKey) return undefined;
  return zoom(window, extent, 1.0015 ** event.deltaY, (event.clientX - left) / width);
}

/** Shows a part of the trace; a part that is the whole is none. */
export function setWindow(state: TraceState, window: TimeWindow): void {
  const isWhole = window.toUs - window.fromUs >= state.extentUs.value;
  state.zoomed.value = isWhole ? undefined : window;
}
