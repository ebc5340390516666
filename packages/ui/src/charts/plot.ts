import type { ChartPoint } from '@spanwright/server/viewer-api';
import uPlot from 'uplot';
import { type TimeZone, formatTick, formatTime } from '../format/time.ts';
import type { ChartShape, Interval, Series } from './series.ts';

/** What is drawn. */
export interface PlotOptions {
  readonly shape: ChartShape;
  readonly points: readonly ChartPoint[];
  readonly interval: Interval;
  readonly zone: TimeZone;
  /** Told with the start of the hour or day that is chosen. */
  readonly onPick: (startMs: number) => void;
}

const HEIGHT = 190;

function colorOf(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function seriesOf({ title, color, bars }: Series, format: ChartShape['format']): uPlot.Series {
  const stroke = colorOf(color);
  const value = (_: uPlot, shown: number | null) => (typeof shown === 'number' ? format(shown) : '');
  if (bars) {
    const paths = uPlot.paths.bars?.({ size: [0.7, 28] });
    return { label: title, stroke, fill: stroke, width: 0, points: { show: false }, value, ...(paths && { paths }) };
  }
  return { label: title, stroke, width: 1.8, spanGaps: true, points: { size: 5 }, value };
}

function axesOf({ shape, interval, zone }: PlotOptions): uPlot.Axis[] {
  const look = {
    stroke: colorOf('--text-3'),
    grid: { stroke: colorOf('--line'), width: 1 },
    ticks: { show: false },
    font: `11px ${colorOf('--font')}`,
  };
  const seconds = interval === 'day' ? 86_400 : 3600;
  return [
    {
      ...look,
      grid: { show: false },
      size: 30,
      incrs: (interval === 'day' ? [1, 2, 7, 14, 30, 90] : [1, 2, 3, 6, 12, 24]).map((steps) => steps * seconds),
      values: (_, splits) => splits.map((split) => formatTick(split * 1000, zone, interval)),
    },
    { ...look, size: 62, values: (_, splits) => splits.map((split) => shape.format(split)) },
  ];
}

function optionsOf(plot: PlotOptions, width: number): uPlot.Options {
  const { shape, zone } = plot;
  // Room for half a bar at both ends.
  const pad = (plot.interval === 'day' ? 86_400 : 3600) / 2;
  return {
    width,
    height: HEIGHT,
    ms: 1e-3,
    cursor: { points: { size: 7 }, drag: { x: false, y: false }, y: false },
    legend: { live: true },
    scales: {
      x: { time: false, range: (_, min, max) => [min - pad, max + pad] },
      y: { range: (_, _min, max) => [0, max > 0 ? max * 1.08 : 1] },
    },
    axes: axesOf(plot),
    series: [
      {
        label: ' ',
        value: (_, seconds: number | null) =>
          typeof seconds === 'number' ? formatTime(seconds * 1000, zone).slice(0, 16) : '',
      },
      ...shape.series.map((series) => seriesOf(series, shape.format)),
    ],
  };
}

/** Draws a chart into an element and keeps its width; call what it returns to take it away. */
export function drawPlot(element: HTMLElement, plot: PlotOptions): () => void {
  const times = plot.points.map(({ startMs }) => (startMs ?? 0) / 1000);
  const data = plot.shape.series.map(({ value }) => plot.points.map((point) => value(point) ?? null));
  const chart = new uPlot(optionsOf(plot, Math.max(200, element.clientWidth)), [times, ...data], element);
  const pick = () => {
    const point = plot.points[chart.cursor.idx ?? -1];
    if (point?.startMs !== undefined) plot.onPick(point.startMs);
  };
  chart.over.addEventListener('click', pick);
  const observer = new ResizeObserver(() => {
    const width = Math.max(200, element.clientWidth);
    if (width !== chart.width) chart.setSize({ width, height: HEIGHT });
  });
  observer.observe(element);
  return () => {
    observer.disconnect();
    chart.destroy();
  };
}
