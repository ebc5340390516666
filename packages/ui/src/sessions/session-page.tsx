import type { TraceInfoJson } from '@spanwright/server/viewer-api';
import { usePageTitle } from '../app/page-title.ts';
import type { PageProps } from '../app/pages.ts';
import { usePages } from '../api/use-pages.ts';
import { viewerApi } from '../api/viewer.ts';
import { Button } from '../components/button.tsx';
import { CopyButton } from '../components/copy-button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { Loading } from '../components/loading.tsx';
import { Problem } from '../components/problem.tsx';
import { useShortcuts } from '../keyboard/shortcuts.ts';
import { keyText, quoted } from '../filter/clauses.ts';
import { links } from '../router/href.ts';
import { navigate, queryValue } from '../router/location.ts';
import { currentExperiment, usePageExperiment } from '../app/experiments.ts';
import { experimentOf, metadataKeys } from '../traces/trace-facts.ts';
import { SessionSums } from './session-sums.tsx';
import { Turn } from './turn.tsx';

const sessionFilter = (id: string): string => `metadata.${keyText(metadataKeys.session)} = ${quoted(id)}`;

function useTurns(id: string, experiment: string | undefined) {
  return usePages<TraceInfoJson>(`${id} ${experiment ?? ''}`, async (page, signal) => {
    const query = { filter: sessionFilter(id), order: ['timestamp_ms ASC'], limit: 200, page };
    const answer = await viewerApi.traces(
      { ...query, experiment: experiment === undefined ? [] : [experiment] },
      signal,
    );
    return { items: answer.traces, next: answer.nextPageToken };
  });
}

/** A conversation across traces, the first turn first. */
export function SessionPage({ params }: PageProps) {
  const id = params['id'] ?? '';
  usePageTitle(`Session ${id}`);
  const experiment = queryValue('experiment');
  const turns = useTurns(id, experiment);
  usePageExperiment(turns.items.map(experimentOf)[0]);
  return (
    <div class="page session-page">
      <SessionHeader id={id} experiment={experiment ?? currentExperiment.value} />
      {turns.failure && <Problem failure={turns.failure} onRetry={turns.reload} />}
      {turns.items.length > 0 && <SessionSums traces={turns.items} complete={turns.more === undefined} />}
      <ol class="turns" aria-label="Turns">
        {turns.items.map((trace, index) => (
          <Turn key={trace.trace_id} trace={trace} number={index + 1} before={turns.items[index - 1]} />
        ))}
      </ol>
      {turns.loading && <Loading label="Loading the conversation" />}
      {turns.more && <Button onClick={turns.more}>Show more turns</Button>}
      {!turns.loading && !turns.failure && turns.items.length === 0 && <NoTurns />}
    </div>
  );
}

function SessionHeader({ id, experiment }: { readonly id: string; readonly experiment: string }) {
  const back = links.list(experiment, 'sessions');
  useShortcuts('Session', [{ key: 'Escape', does: 'Back to the sessions', run: () => navigate(back) }]);
  return (
    <header class="page-header">
      <p class="crumb">
        <a href={back}>Sessions</a> /
      </p>
      <h1>{id}</h1>
      <CopyButton text={id} label="Copy the session’s id" />
      <span class="fill" />
      <a href={links.traces(experiment, { filter: sessionFilter(id) })}>As a table</a>
    </header>
  );
}

function NoTurns() {
  return (
    <EmptyState title="No trace has this session">
      <p>Its traces may have been deleted, or they belong to another experiment.</p>
    </EmptyState>
  );
}
