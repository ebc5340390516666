import { useEffect } from 'preact/hooks';
import { currentExperiment, usePageExperiment } from '../app/experiments.ts';
import { FailedPage } from '../app/failed-page.tsx';
import type { PageProps } from '../app/pages.ts';
import { Loading } from '../components/loading.tsx';
import { Problem } from '../components/problem.tsx';
import { AgentDiagram } from './agents/agent-diagram.tsx';
import { SpanDetail } from './detail/span-detail.tsx';
import { TraceHeader } from './header/trace-header.tsx';
import { PaneSplit } from './page/pane-split.tsx';
import { useTraceKeys } from './page/use-trace-keys.ts';
import { links } from '../router/href.ts';
import { queryValue, setQuery } from '../router/location.ts';
import { Tabs } from '../components/tabs.tsx';
import { type TraceState } from './page/trace-state.ts';
import { useTrace } from './page/use-trace.ts';
import { SpanPane } from './tree/span-pane.tsx';

/** A trace: its spans as tree and waterfall, and the content of the selected one. */
export function TracePage({ params }: PageProps) {
  const id = params['id'] ?? '';
  const { state, failure, reload } = useTrace(id);
  useTraceKeys(id);
  if (failure && !state) {
    const back = { href: links.traces(currentExperiment.value), title: 'Traces' };
    return <FailedPage title={`Trace ${id}`} failure={failure} onRetry={reload} back={back} />;
  }
  if (!state) return <Loading label="Loading the trace" />;
  return (
    <div class="trace-page" data-testid="trace-page">
      {failure && <Problem failure={failure} onRetry={reload} />}
      <TraceHeader state={state} onChange={reload} />
      <PaneSplit first={<Structure state={state} />} second={<SpanDetail state={state} onChange={reload} />} />
    </div>
  );
}

function Structure({ state }: { readonly state: TraceState }) {
  const graph = state.agents.value;
  const title = state.info.value.tags['mlflow.traceName'] ?? state.traceId;
  useEffect(() => {
    const before = document.title;
    document.title = `${title} – Spanwright`;
    return () => {
      document.title = before;
    };
  }, [title]);
  usePageExperiment(state.info.value.trace_location.mlflow_experiment.experiment_id);
  if (!graph) return <SpanPane state={state} />;
  const active = queryValue('view') === 'agents' ? 'agents' : 'spans';
  return (
    <Tabs
      label="Views of the trace"
      active={active}
      onSelect={(name) => setQuery({ view: name === 'agents' ? name : undefined })}
      tabs={[
        { name: 'spans', title: 'Spans' },
        { name: 'agents', title: `Agents (${graph.count})` },
      ]}
    >
      {active === 'agents' ? <AgentDiagram state={state} graph={graph} /> : <SpanPane state={state} />}
    </Tabs>
  );
}
