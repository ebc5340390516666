import type { TraceInfoJson } from '@spanwright/server/viewer-api';
import { useResource } from '../api/use-resource.ts';
import { experimentsOf, viewerApi } from '../api/viewer.ts';
import { StateBadge } from '../components/badge.tsx';
import { type DataColumn, DataTable } from '../components/data-table.tsx';
import { Loading } from '../components/loading.tsx';
import { Problem } from '../components/problem.tsx';
import { TimeText } from '../components/time-text.tsx';
import { formatDuration } from '../format/duration.ts';
import { formatCost, formatShort } from '../format/number.ts';
import { links } from '../router/href.ts';
import { readable } from './readable.ts';
import { startMs, tokenCounts, traceCost, traceName } from './trace-facts.ts';

const columns: readonly DataColumn<TraceInfoJson>[] = [
  { title: 'Time', cell: (trace) => <TimeText ms={startMs(trace)} /> },
  { title: 'Name', cell: (trace) => <a href={links.trace(trace.trace_id)}>{traceName(trace) || trace.trace_id}</a> },
  { title: 'State', cell: ({ state }) => <StateBadge state={state} /> },
  {
    title: 'Request',
    cell: ({ request_preview: text }) => <span class="clip">{readable(text ?? '').slice(0, 120)}</span>,
  },
  { title: 'Latency', cell: ({ execution_duration_ms: ms }) => formatDuration(ms), numeric: true },
  { title: 'Tokens', cell: (trace) => formatShort(tokenCounts(trace).total), numeric: true },
  { title: 'Cost', cell: (trace) => formatCost(traceCost(trace)), numeric: true },
];

const SHOWN = 25;

/** The newest traces of something, and the way to all of them. */
export function RelatedTraces(props: {
  readonly experiment: string;
  readonly filter: string;
  /** What they are of. */
  readonly of: string;
}) {
  const { experiment, filter } = props;
  const query = { experiment: experimentsOf(experiment), filter, limit: SHOWN };
  const traces = useResource(filter, (signal) => viewerApi.traces(query, signal));
  const found = traces.data?.traces ?? [];
  return (
    <section class="related">
      <header class="related-header">
        <h2>Traces</h2>
        <a href={links.traces(experiment, { filter })}>Show all of {props.of}</a>
      </header>
      {traces.failure && <Problem failure={traces.failure} onRetry={traces.reload} />}
      {traces.loading && !traces.data && <Loading label="Loading traces" />}
      {found.length > 0 && (
        <DataTable label={`Traces of ${props.of}`} columns={columns} rows={found} rowKey={(trace) => trace.trace_id} />
      )}
      {traces.data && found.length === 0 && <p class="muted">No trace belongs to {props.of}.</p>}
    </section>
  );
}
