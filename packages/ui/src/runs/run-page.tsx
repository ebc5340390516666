import type { RunJson } from '@spanwright/server/viewer-api';
import { currentExperiment, experimentName, usePageExperiment } from '../app/experiments.ts';
import { FailedPage } from '../app/failed-page.tsx';
import { usePageTitle } from '../app/page-title.ts';
import type { PageProps } from '../app/pages.ts';
import { useResource } from '../api/use-resource.ts';
import { viewerApi } from '../api/viewer.ts';
import { StateBadge } from '../components/badge.tsx';
import { CopyButton } from '../components/copy-button.tsx';
import { Facts, KeyValues } from '../components/facts.tsx';
import { Loading } from '../components/loading.tsx';
import { TimeText } from '../components/time-text.tsx';
import { formatDuration } from '../format/duration.ts';
import { quoted } from '../filter/clauses.ts';
import { links } from '../router/href.ts';
import { RelatedTraces } from '../traces/related-traces.tsx';
import { userTags } from '../traces/trace-facts.ts';
import { formatMetric } from './run-columns.ts';

/** One run with what was logged to it, its models and its traces. */
export function RunPage({ params }: PageProps) {
  const id = params['id'] ?? '';
  const run = useResource(id, (signal) => viewerApi.run(id, signal));
  usePageExperiment(run.data?.experimentId);
  usePageTitle(`Run ${run.data?.runName ?? id}`);
  if (run.failure) {
    const back = { href: links.list(currentExperiment.value, 'runs'), title: 'Runs' };
    return <FailedPage title={`Run ${id}`} failure={run.failure} onRetry={run.reload} back={back} />;
  }
  return run.data ? <RunDetails run={run.data} /> : <Loading label="Loading the run" />;
}

function RunDetails({ run }: { readonly run: RunJson }) {
  const { runId, runName, experimentId, status, startMs, endMs } = run;
  const metrics = Object.fromEntries(Object.entries(run.metrics).map(([key, value]) => [key, formatMetric(value)]));
  return (
    <div class="page">
      <header class="page-header">
        <p class="crumb">
          <a href={links.list(experimentId, 'runs')}>Runs</a> /
        </p>
        <h1>{runName || runId}</h1>
        <StateBadge state={status} />
      </header>
      <div class="details">
        <div class="details-side">
          <Facts
            facts={[
              ['Experiment', <a href={links.list(experimentId, 'runs')}>{experimentName(experimentId)}</a>],
              ['Started', <TimeText ms={startMs} />],
              ['Lasted', endMs === undefined ? undefined : formatDuration(endMs - startMs)],
              ['Run id', <IdText id={runId} />],
            ]}
          />
          <KeyValues title="Metrics" values={metrics} />
          <KeyValues title="Parameters" values={run.params} />
          <KeyValues title="Tags" values={Object.fromEntries(userTags(run))} />
          <RunModels run={run} />
        </div>
        <RelatedTraces experiment={experimentId} filter={`run_id = ${quoted(runId)}`} of="this run" />
      </div>
    </div>
  );
}

/** An id that can be copied. */
function IdText({ id }: { readonly id: string }) {
  return (
    <span class="id-text">
      <span class="mono">{id}</span>
      <CopyButton text={id} label="Copy the id" />
    </span>
  );
}

function RunModels({ run }: { readonly run: RunJson }) {
  const models = useResource(run.runId, (signal) => viewerApi.models([run.experimentId], signal));
  const own = (models.data?.models ?? []).filter(({ sourceRunId }) => sourceRunId === run.runId);
  if (own.length === 0) return null;
  return (
    <section class="key-values">
      <h2>Logged models</h2>
      <ul>
        {own.map(({ modelId, name }) => (
          <li key={modelId}>
            <a href={links.model(modelId)}>{name}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}
