import type { ModelJson } from '@spanwright/server/viewer-api';
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
import { keyText, quoted } from '../filter/clauses.ts';
import { links } from '../router/href.ts';
import { RelatedTraces } from '../traces/related-traces.tsx';
import { metadataKeys, userTags } from '../traces/trace-facts.ts';
import { RegisteredNames } from './registered-names.tsx';

/** One logged model with its run and its traces. */
export function ModelPage({ params }: PageProps) {
  const id = params['id'] ?? '';
  const model = useResource(id, (signal) => viewerApi.model(id, signal));
  usePageExperiment(model.data?.experimentId);
  usePageTitle(`Model ${model.data?.name ?? id}`);
  if (model.failure) {
    const back = { href: links.list(currentExperiment.value, 'models'), title: 'Models' };
    return <FailedPage title={`Model ${id}`} failure={model.failure} onRetry={model.reload} back={back} />;
  }
  return model.data ? <ModelDetails model={model.data} /> : <Loading label="Loading the model" />;
}

function ModelDetails({ model }: { readonly model: ModelJson }) {
  const { modelId, name, experimentId, sourceRunId, status, createdMs } = model;
  return (
    <div class="page">
      <header class="page-header">
        <p class="crumb">
          <a href={links.list(experimentId, 'models')}>Logged models</a> /
        </p>
        <h1>{name}</h1>
        <StateBadge state={status} />
        <CopyButton text={modelId} label="Copy the model’s id" />
      </header>
      <div class="details">
        <div class="details-side">
          <Facts
            facts={[
              ['Experiment', <a href={links.list(experimentId, 'models')}>{experimentName(experimentId)}</a>],
              ['Logged', <TimeText ms={createdMs} />],
              ['Run', sourceRunId === undefined ? undefined : <a href={links.run(sourceRunId)}>{sourceRunId}</a>],
              ['Registered as', <RegisteredNames registered={model.registered} />],
              ['Model id', <span class="mono">{modelId}</span>],
            ]}
          />
          <KeyValues title="Parameters" values={model.params} />
          <KeyValues title="Tags" values={Object.fromEntries(userTags(model))} />
        </div>
        <RelatedTraces
          experiment={experimentId}
          filter={`metadata.${keyText(metadataKeys.model)} = ${quoted(modelId)}`}
          of="this model"
        />
      </div>
    </div>
  );
}
