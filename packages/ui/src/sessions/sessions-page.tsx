import type { Session } from '@spanwright/server/viewer-api';
import { currentExperiment } from '../app/experiments.ts';
import { usePageTitle } from '../app/page-title.ts';
import type { PageProps } from '../app/pages.ts';
import { usePages } from '../api/use-pages.ts';
import { experimentsOf, viewerApi } from '../api/viewer.ts';
import { Button } from '../components/button.tsx';
import { type DataColumn, DataTable } from '../components/data-table.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { Loading } from '../components/loading.tsx';
import { Problem } from '../components/problem.tsx';
import { TimeText } from '../components/time-text.tsx';
import { formatDuration } from '../format/duration.ts';
import { formatCost, formatCount } from '../format/number.ts';
import { links } from '../router/href.ts';

const columns: readonly DataColumn<Session>[] = [
  {
    title: 'Session',
    cell: ({ sessionId, experimentId }) => <a href={links.session(sessionId, experimentId)}>{sessionId}</a>,
  },
  { title: 'Latest', cell: ({ lastMs }) => <TimeText ms={lastMs} /> },
  {
    title: 'First to last',
    cell: ({ firstMs, lastMs }) => formatDuration(lastMs - firstMs || undefined),
    numeric: true,
  },
  { title: 'Traces', cell: ({ count }) => formatCount(count), numeric: true },
  { title: 'Errors', cell: ({ errors }) => <Errors count={errors} />, numeric: true },
  { title: 'Input tokens', cell: ({ inputTokens }) => formatCount(inputTokens || undefined), numeric: true },
  { title: 'Output tokens', cell: ({ outputTokens }) => formatCount(outputTokens || undefined), numeric: true },
  { title: 'Cost', cell: ({ cost }) => formatCost(cost || undefined), numeric: true },
];

const Errors = ({ count }: { readonly count: number }) => (
  <span class={count > 0 ? 'is-error' : 'muted'}>{formatCount(count)}</span>
);

/** The sessions of an experiment, the latest first. */
export function SessionsPage({ params }: PageProps) {
  const experiment = experimentsOf(params['experiment'] ?? currentExperiment.value);
  usePageTitle('Sessions');
  const sessions = usePages(experiment.join(), async (page, signal) => {
    const answer = await viewerApi.sessions({ experiment, page, limit: 100 }, signal);
    return { items: answer.sessions, next: answer.nextPageToken };
  });
  return (
    <div class="page">
      <header class="page-header">
        <h1>Sessions</h1>
      </header>
      {sessions.failure && <Problem failure={sessions.failure} onRetry={sessions.reload} />}
      {sessions.items.length > 0 && (
        <DataTable
          label="Sessions"
          columns={columns}
          rows={sessions.items}
          rowKey={({ sessionId, experimentId }) => `${experimentId} ${sessionId}`}
        />
      )}
      {sessions.loading && <Loading label="Loading sessions" />}
      {!sessions.loading && !sessions.failure && sessions.items.length === 0 && <NoSessions />}
      {sessions.more && <Button onClick={sessions.more}>Show more</Button>}
    </div>
  );
}

const PROGRAM = `mlflow.updateCurrentTrace({
  metadata: { 'mlflow.trace.session': conversationId, 'mlflow.trace.user': userId },
});`;

function NoSessions() {
  return (
    <EmptyState title="No sessions yet">
      <p>A session is a conversation of several traces. Say inside of a trace to which one it belongs:</p>
      <pre>
        <code>{PROGRAM}</code>
      </pre>
    </EmptyState>
  );
}
