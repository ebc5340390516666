import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { rowWindow, scrollTopFor } from './virtual-window.ts';

/** What a `VirtualList` shows. */
export interface VirtualListProps {
  readonly count: number;
  /** Pixels; all rows have it. */
  readonly rowHeight: number;
  readonly row: (index: number) => ComponentChildren;
  /** Row that is kept in sight whenever it changes. */
  readonly active?: number | undefined;
  /** Row that is the first in sight as soon as there are rows. Default: 0. */
  readonly startAt?: number;
  /** Told when the last rows come into sight. */
  readonly onEnd?: (() => void) | undefined;
  /** Told with the number of the first row in sight. */
  readonly onScroll?: ((top: number) => void) | undefined;
  readonly class?: string;
  readonly role?: 'rowgroup' | 'tree' | 'list' | 'listbox' | 'presentation';
  readonly label?: string;
  /** Stands before the rows and scrolls with them sideways. */
  readonly header?: ComponentChildren;
}

/** A list of which only the rows in sight exist; each must be `rowHeight` pixels high. It fills its container. */
export function VirtualList({ count, rowHeight, row, ...props }: VirtualListProps) {
  const box = useRef<HTMLDivElement>(null);
  const { scrollTop, height } = useViewport(box);
  const { first, end, offset } = rowWindow({ scrollTop, height, rowHeight, count });
  useKeepInSight(box, props.active, rowHeight);
  useStart(box, count > 0 ? (props.startAt ?? 0) * rowHeight : 0);
  useEffect(() => {
    if (end >= count) props.onEnd?.();
  }, [end, count]);
  useEffect(() => props.onScroll?.(Math.floor(scrollTop / rowHeight)), [scrollTop]);
  const rows = [];
  for (let index = first; index < end; index += 1) rows.push(row(index));
  return (
    <div class={`virtual-list ${props.class ?? ''}`} ref={box}>
      {props.header}
      <div class="virtual-list-all" style={{ height: `${count * rowHeight}px` }}>
        <div
          class="virtual-list-rows"
          role={props.role ?? 'presentation'}
          aria-label={props.label}
          style={{ transform: `translateY(${offset}px)` }}
        >
          {rows}
        </div>
      </div>
    </div>
  );
}

interface Box {
  readonly current: HTMLDivElement | null;
}

function useViewport(box: Box): { readonly scrollTop: number; readonly height: number } {
  const [viewport, setViewport] = useState({ scrollTop: 0, height: 800 });
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const measure = () => setViewport({ scrollTop: element.scrollTop, height: element.clientHeight });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener('scroll', measure, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', measure);
    };
  }, []);
  return viewport;
}

function useStart(box: Box, top: number): void {
  const done = useRef(false);
  useLayoutEffect(() => {
    if (top === 0 || done.current || !box.current) return;
    done.current = true;
    box.current.scrollTop = top;
  }, [top]);
}

function useKeepInSight(box: Box, active: number | undefined, rowHeight: number): void {
  useLayoutEffect(() => {
    const element = box.current;
    if (!element || active === undefined || active < 0) return;
    const { scrollTop, clientHeight: height } = element;
    element.scrollTop = scrollTopFor(active, { scrollTop, height, rowHeight });
  }, [active]);
}
