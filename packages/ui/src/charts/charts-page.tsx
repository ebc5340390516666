import type { ChartPoint } from '@spanwright/server/viewer-api';
import { useMemo, useState } from 'preact/hooks';
import { currentExperiment, experimentName } from '../app/experiments.ts';
import { usePageTitle } from '../app/page-title.ts';
import type { PageProps } from '../app/pages.ts';
import { useResource } from '../api/use-resource.ts';
import { type ChartQuery, experimentsOf, viewerApi } from '../api/viewer.ts';
import { Button } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { Loading } from '../components/loading.tsx';
import { Problem } from '../components/problem.tsx';
import { readRange, writeRange } from '../filter/time-range.ts';
import { links } from '../router/href.ts';
import { navigate, queryValue, setQuery } from '../router/location.ts';
import { TimeRangeMenu } from '../search/time-range-menu.tsx';
import { Breakdowns } from './breakdowns.tsx';
import { everyStep, intervalFor } from './series.ts';
import { shapes } from './shapes.ts';
import { Totals } from './totals.tsx';
import { TimeChart } from './time-chart.tsx';

const DEFAULT_RANGE = '7d';
/** Stands in the address where all of the time is wanted. */
const ALL = 'all';

/** Requests, errors, latency, tokens, cost, models and tools of an experiment. */
export function ChartsPage({ params }: PageProps) {
  const experiment = params['experiment'] ?? currentExperiment.value;
  usePageTitle(`Overview of ${experimentName(experiment)}`);
  const named = queryValue('range') ?? DEFAULT_RANGE;
  const range = named === ALL ? '' : named;
  const [nowMs, setNow] = useState(Date.now);
  const { fromMs, toMs = nowMs } = useMemo(() => readRange(range, nowMs), [range, nowMs]);
  const query = { experiment: experimentsOf(experiment), ...(fromMs !== undefined && { from: fromMs }), to: toMs };
  const tracesOf = (filter: string, of: string = range) => links.traces(experiment, { filter, range: of });
  return (
    <div class="page charts-page">
      <header class="page-header">
        <h1>Overview</h1>
        <span class="fill" />
        <TimeRangeMenu range={range} onRange={(chosen) => setQuery({ range: chosen ?? ALL })} />
        <Button icon="refresh" label="Load again" onClick={() => setNow(Date.now())} />
      </header>
      <OverTime query={query} onPick={(picked) => navigate(tracesOf('', picked))} />
      <Breakdowns query={query} tracesOf={tracesOf} />
    </div>
  );
}

const STEP_MS = { hour: 3_600_000, day: 86_400_000 } as const;

interface OverTimeProps {
  readonly query: ChartQuery & { readonly to: number };
  /** Told with the range of the hour or day that is chosen. */
  readonly onPick: (range: string) => void;
}

function OverTime({ query, onPick }: OverTimeProps) {
  const { from: fromMs = 0, to: toMs } = query;
  const interval = intervalFor({ fromMs, toMs });
  const chart = useResource(JSON.stringify(query), (signal) => viewerApi.charts({ ...query, interval }, signal));
  const total = useResource(JSON.stringify(query), (signal) => viewerApi.charts(query, signal));
  const points = useMemo(() => everyStep(chart.data?.points ?? [], { fromMs, toMs }, interval), [chart.data, interval]);
  const pick = (startMs: number) => onPick(writeRange({ fromMs: startMs, toMs: startMs + STEP_MS[interval] }));
  if (chart.failure) return <Problem failure={chart.failure} onRetry={chart.reload} />;
  if (!chart.data) return <Loading label="Loading charts" />;
  if (chart.data.points.length === 0) return <NoCharts />;
  const sums: ChartPoint | undefined = total.data?.points[0];
  return (
    <>
      {sums && <Totals sums={sums} />}
      <div class="charts">
        {shapes.map((shape) => (
          <TimeChart key={shape.title} shape={shape} points={points} interval={interval} onPick={pick} />
        ))}
      </div>
    </>
  );
}

function NoCharts() {
  return (
    <EmptyState title="No traces in this time">
      <p>Choose a longer time above, or another experiment.</p>
      <Button onClick={() => setQuery({ range: ALL })}>Show all of the time</Button>
    </EmptyState>
  );
}
