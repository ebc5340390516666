import type { RunJson } from '@spanwright/server/viewer-api';
import { currentExperiment, experimentName } from '../app/experiments.ts';
import { usePageTitle } from '../app/page-title.ts';
import type { PageProps } from '../app/pages.ts';
import { useResource } from '../api/use-resource.ts';
import { viewerApi } from '../api/viewer.ts';
import { StateBadge } from '../components/badge.tsx';
import { type DataColumn, DataTable } from '../components/data-table.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { Loading } from '../components/loading.tsx';
import { Problem } from '../components/problem.tsx';
import { TimeText } from '../components/time-text.tsx';
import { formatDuration } from '../format/duration.ts';
import { MISSING } from '../format/number.ts';
import { ALL_EXPERIMENTS, links } from '../router/href.ts';
import { commonKeys, formatMetric } from './run-columns.ts';

const fixedColumns: readonly DataColumn<RunJson>[] = [
  { title: 'Run', cell: ({ runId, runName }) => <a href={links.run(runId)}>{runName || runId}</a> },
  { title: 'Status', cell: ({ status }) => <StateBadge state={status} /> },
  { title: 'Started', cell: ({ startMs }) => <TimeText ms={startMs} /> },
  {
    title: 'Lasted',
    cell: ({ startMs, endMs }) => formatDuration(endMs === undefined ? undefined : endMs - startMs),
    numeric: true,
  },
];

/** Metrics first: they are what runs are compared by. */
function columnsFor(runs: readonly RunJson[]): readonly DataColumn<RunJson>[] {
  const metrics = commonKeys(runs.map((run) => run.metrics));
  const params = commonKeys(runs.map((run) => run.params));
  return [
    ...fixedColumns,
    ...metrics.map((key) => ({ title: key, cell: (run: RunJson) => formatMetric(run.metrics[key]), numeric: true })),
    ...params.map((key) => ({ title: key, cell: (run: RunJson) => run.params[key] ?? MISSING })),
  ];
}

/** The runs of an experiment, the newest first. */
export function RunsPage({ params }: PageProps) {
  const experiment = params['experiment'] ?? currentExperiment.value;
  usePageTitle(`Runs of ${experimentName(experiment)}`);
  const all = experiment === ALL_EXPERIMENTS;
  const runs = useResource(experiment, async (signal) =>
    all ? [] : (await viewerApi.runs(experiment, 200, signal)).runs,
  );
  return (
    <div class="page">
      <header class="page-header">
        <h1>Runs</h1>
      </header>
      {runs.failure && <Problem failure={runs.failure} onRetry={runs.reload} />}
      {runs.loading && !runs.data && <Loading label="Loading runs" />}
      {runs.data && runs.data.length > 0 && (
        <DataTable label="Runs" columns={columnsFor(runs.data)} rows={runs.data} rowKey={({ runId }) => runId} />
      )}
      {runs.data?.length === 0 && (all ? <ChooseOne /> : <NoRuns />)}
    </div>
  );
}

function ChooseOne() {
  return (
    <EmptyState title="Choose an experiment">
      <p>Runs are listed for one experiment at a time. Choose it above.</p>
    </EmptyState>
  );
}

const PROGRAM = `await mlflow.startRun({ runName: 'new prompt' }, async () => {
  mlflow.logParam('temperature', 0.2);
  await evaluate();
  mlflow.logMetric('accuracy', 0.91);
});`;

function NoRuns() {
  return (
    <EmptyState title="No runs yet">
      <p>A run holds parameters, metrics and the traces that are made inside of it:</p>
      <pre>
        <code>{PROGRAM}</code>
      </pre>
    </EmptyState>
  );
}
