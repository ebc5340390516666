import type { Chart, ChartPoint } from '@spanwright/server/viewer-api';
import { type Resource, useResource } from '../api/use-resource.ts';
import { type ChartQuery, viewerApi } from '../api/viewer.ts';
import { Badge } from '../components/badge.tsx';
import type { DataColumn } from '../components/data-table.tsx';
import { Problem } from '../components/problem.tsx';
import { facetField } from '../filter/facet-filter.ts';
import { quoted } from '../filter/clauses.ts';
import { formatDuration } from '../format/duration.ts';
import { formatCost, formatCount, formatShare, formatShort } from '../format/number.ts';
import { BarTable } from './bar-table.tsx';

interface BreakdownProps {
  readonly query: ChartQuery;
  /** Address of the traces that a filter selects. */
  readonly tracesOf: (filter: string) => string;
}

const calls: DataColumn<ChartPoint> = { title: 'Calls', cell: ({ count }) => formatCount(count), numeric: true };
const errors: DataColumn<ChartPoint> = {
  title: 'Errors',
  cell: ({ count, errors: failed }) => (
    <span class={failed > 0 ? 'is-error' : 'muted'}>
      {formatCount(failed)} {failed > 0 && `(${formatShare(failed / count)})`}
    </span>
  ),
  numeric: true,
};
const latency: readonly DataColumn<ChartPoint>[] = (['p50', 'p90', 'p99'] as const).map((part) => ({
  title: part,
  cell: ({ latencyMs }) => formatDuration(latencyMs?.[part]),
  numeric: true,
}));
const tokens: readonly DataColumn<ChartPoint>[] = [
  { title: 'Input', cell: ({ inputTokens }) => formatShort(inputTokens), numeric: true },
  { title: 'Output', cell: ({ outputTokens }) => formatShort(outputTokens), numeric: true },
];
const cost: DataColumn<ChartPoint> = {
  title: 'Cost',
  cell: ({ cost: usd, unpriced = 0 }) => (
    <>
      {unpriced > 0 && <Badge title={`${unpriced} calls have no known price`}>+?</Badge>} {formatCost(usd)}
    </>
  ),
  numeric: true,
};

/** What the traces of a time divide into: models, tools, names. */
export function Breakdowns({ query, tracesOf }: BreakdownProps) {
  const models = useBreakdown(query, 'model');
  const tools = useBreakdown(query, 'tool');
  const names = useBreakdown(query, 'name');
  const failure = models.failure ?? tools.failure ?? names.failure;
  const pointsOf = (chart: Resource<Chart>): readonly ChartPoint[] => chart.data?.points ?? [];
  if (failure) return <Problem failure={failure} onRetry={models.reload} />;
  return (
    <div class="breakdowns">
      <BarTable
        title="Cost by model"
        what="Model"
        points={pointsOf(models)}
        measure={({ cost: usd, totalTokens }) => usd || totalTokens / 1e9}
        columns={[calls, errors, ...tokens, cost, ...latency]}
        link={(value) => tracesOf(`${facetField('span.model').field} = ${quoted(value)}`)}
        empty="No call of a model in this time."
      />
      <BarTable
        title="Tools"
        what="Tool"
        points={pointsOf(tools)}
        measure={({ count }) => count}
        columns={[calls, errors, ...latency]}
        link={(value) => tracesOf(`span.type = 'TOOL' AND span.name = ${quoted(value)}`)}
        empty="No call of a tool in this time."
      />
      <BarTable
        title="Traces by name"
        what="Name"
        points={pointsOf(names)}
        measure={({ count }) => count}
        columns={[{ ...calls, title: 'Traces' }, errors, ...tokens, cost, ...latency]}
        link={(value) => tracesOf(`name = ${quoted(value)}`)}
        empty="No trace in this time."
      />
    </div>
  );
}

function useBreakdown(query: ChartQuery, by: 'model' | 'tool' | 'name'): Resource<Chart> {
  return useResource(JSON.stringify([query, by]), (signal) => viewerApi.charts({ ...query, by }, signal));
}
