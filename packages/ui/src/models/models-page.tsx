import type { ModelJson } from '@spanwright/server/viewer-api';
import { currentExperiment, experimentName } from '../app/experiments.ts';
import { usePageTitle } from '../app/page-title.ts';
import type { PageProps } from '../app/pages.ts';
import { useResource } from '../api/use-resource.ts';
import { experimentsOf, viewerApi } from '../api/viewer.ts';
import { StateBadge } from '../components/badge.tsx';
import { type DataColumn, DataTable } from '../components/data-table.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { Loading } from '../components/loading.tsx';
import { Problem } from '../components/problem.tsx';
import { TimeText } from '../components/time-text.tsx';
import { MISSING } from '../format/number.ts';
import { links } from '../router/href.ts';
import { RegisteredNames } from './registered-names.tsx';

const columns: readonly DataColumn<ModelJson>[] = [
  { title: 'Model', cell: ({ modelId, name }) => <a href={links.model(modelId)}>{name}</a> },
  { title: 'Registered as', cell: ({ registered }) => <RegisteredNames registered={registered} /> },
  { title: 'Status', cell: ({ status }) => <StateBadge state={status} /> },
  { title: 'Logged', cell: ({ createdMs }) => <TimeText ms={createdMs} /> },
  {
    title: 'Run',
    cell: ({ sourceRunId }) =>
      sourceRunId === undefined ? MISSING : <a href={links.run(sourceRunId)}>{sourceRunId.slice(0, 8)}</a>,
  },
];

/** The logged models of an experiment, the newest first. */
export function ModelsPage({ params }: PageProps) {
  const experiment = params['experiment'] ?? currentExperiment.value;
  usePageTitle(`Models of ${experimentName(experiment)}`);
  const models = useResource(
    experiment,
    async (signal) => (await viewerApi.models(experimentsOf(experiment), signal)).models,
  );
  return (
    <div class="page">
      <header class="page-header">
        <h1>Logged models</h1>
      </header>
      {models.failure && <Problem failure={models.failure} onRetry={models.reload} />}
      {models.loading && !models.data && <Loading label="Loading models" />}
      {models.data && models.data.length > 0 && (
        <DataTable label="Logged models" columns={columns} rows={models.data} rowKey={({ modelId }) => modelId} />
      )}
      {models.data?.length === 0 && <NoModels />}
    </div>
  );
}

function NoModels() {
  return (
    <EmptyState title="No logged models yet">
      <p>
        A logged model is a version of an application that traces are linked to. LangChain’s chains can be logged by
        themselves:
      </p>
      <pre>
        <code>{'mlflow.langchain.autolog({ logModels: true });'}</code>
      </pre>
    </EmptyState>
  );
}
