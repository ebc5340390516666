import type { ChartPoint } from '@spanwright/server/viewer-api';
import { HEIGHT, MARGIN, type Scale, linePath } from './scale.ts';
import type { ChartShape, Series } from './series.ts';

interface MarksProps {
  readonly shape: ChartShape;
  readonly points: readonly ChartPoint[];
  readonly scale: Scale;
  /** Index of the point that is looked at. */
  readonly at: number | undefined;
}

/** The lines and bars of a chart. */
export function Marks({ shape, points, scale, at }: MarksProps) {
  return (
    <>
      {at !== undefined && (
        <line class="plot-cursor" x1={scale.x(at)} x2={scale.x(at)} y1={MARGIN.top} y2={HEIGHT - MARGIN.bottom} />
      )}
      {shape.series.map((series) =>
        series.bars ? (
          <Bars key={series.title} series={series} points={points} scale={scale} />
        ) : (
          <Line key={series.title} series={series} points={points} scale={scale} at={at} />
        ),
      )}
    </>
  );
}

interface SeriesProps {
  readonly series: Series;
  readonly points: readonly ChartPoint[];
  readonly scale: Scale;
}

const MAX_BAR = 26;

function Bars({ series, points, scale }: SeriesProps) {
  const width = Math.max(1, Math.min(MAX_BAR, scale.step * 0.72));
  const bottom = scale.y(0);
  return (
    <g style={{ fill: `var(${series.color})` }}>
      {points.map((point, index) => {
        const value = series.value(point);
        if (!value) return null;
        const top = Math.min(scale.y(value), bottom - 1);
        return (
          <rect
            key={point.startMs}
            x={scale.x(index) - width / 2}
            y={top}
            width={width}
            height={bottom - top}
            rx={Math.min(2, width / 4)}
          />
        );
      })}
    </g>
  );
}

const MAX_DOTS = 60;

function Line({ series, points, scale, at }: SeriesProps & Pick<MarksProps, 'at'>) {
  const values = points.map(series.value);
  // A value between two gaps would not be seen.
  const dots = values.length <= MAX_DOTS ? values.keys() : [];
  return (
    <g style={{ stroke: `var(${series.color})` }}>
      <path class="plot-line" d={linePath(values, scale)} />
      {[...dots].map((index) => {
        const value = values[index];
        if (value === undefined) return null;
        return <circle key={index} class="plot-dot" cx={scale.x(index)} cy={scale.y(value)} r={index === at ? 4 : 2} />;
      })}
    </g>
  );
}
