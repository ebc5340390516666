import type { ChartPoint } from '@spanwright/server/viewer-api';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { formatTick } from '../format/time.ts';
import { settings } from '../settings/settings.ts';
import { HEIGHT, MARGIN, type Scale, largest, scaleFor, timeTickStep, valueTicks } from './scale.ts';
import { Legend } from './legend.tsx';
import { Marks } from './marks.tsx';
import type { ChartShape, Interval } from './series.ts';

/** What is drawn. */
export interface DrawingProps {
  readonly shape: ChartShape;
  readonly points: readonly ChartPoint[];
  readonly interval: Interval;
  /** Told with the start of the hour or day that is chosen. */
  readonly onPick: (startMs: number) => void;
}

/** A chart over time. The pointer and the arrow keys show the values of a point; a click or Enter picks it. */
export function Drawing({ shape, points, interval, onPick }: DrawingProps) {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const [at, setAt] = useState<number | undefined>(undefined);
  const ticks = valueTicks(largest(shape, points));
  const scale = scaleFor(width, points.length, ticks.at(-1) ?? 1);
  const pick = () => {
    const startMs = at === undefined ? undefined : points[at]?.startMs;
    if (startMs !== undefined) onPick(startMs);
  };
  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (event.key === 'Enter') pick();
    else if (step === undefined) return;
    else setAt(Math.max(0, Math.min(points.length - 1, (at ?? points.length) + step)));
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      class="plot"
      ref={box}
      role="application"
      aria-label={`${shape.title} over time. Arrow keys show values; the button above shows a table.`}
      tabIndex={0}
      onPointerMove={(event) => setAt(scale.indexAt(event.offsetX))}
      onPointerLeave={() => setAt(undefined)}
      onBlur={() => setAt(undefined)}
      onClick={pick}
      onKeyDown={onKey}
    >
      <svg width={width} height={HEIGHT} aria-hidden="true">
        <ValueAxis ticks={ticks} scale={scale} format={shape.format} />
        <TimeAxis points={points} scale={scale} interval={interval} />
        <Marks shape={shape} points={points} scale={scale} at={at} />
      </svg>
      <Legend shape={shape} point={at === undefined ? undefined : points[at]} interval={interval} />
    </div>
  );
}

interface Box {
  readonly current: HTMLElement | null;
}

function useWidth(box: Box): number {
  const [width, setWidth] = useState(400);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return width;
}

interface AxisProps {
  readonly ticks: readonly number[];
  readonly scale: Scale;
  readonly format: ChartShape['format'];
}

function ValueAxis({ ticks, scale: { width, y }, format }: AxisProps) {
  return (
    <g class="axis">
      {ticks.map((tick) => (
        <g key={tick}>
          <line x1={MARGIN.left} x2={width - MARGIN.right} y1={y(tick)} y2={y(tick)} />
          <text x={MARGIN.left - 8} y={y(tick) + 4} text-anchor="end">
            {format(tick)}
          </text>
        </g>
      ))}
    </g>
  );
}

function TimeAxis({ points, scale, interval }: Pick<DrawingProps, 'points' | 'interval'> & { readonly scale: Scale }) {
  const zone = settings.timeZone.value;
  const step = timeTickStep(points.length, scale.width, interval);
  return (
    <g class="axis">
      {points.map(({ startMs = 0 }, index) =>
        index % step === 0 ? (
          <text key={startMs} x={scale.x(index)} y={HEIGHT - 5} text-anchor="middle">
            {formatTick(startMs, zone, interval)}
          </text>
        ) : null,
      )}
    </g>
  );
}
