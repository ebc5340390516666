import { Badge, StateBadge } from '../../components/badge.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { links } from '../../router/href.ts';
import { listOf } from '../../traces/walked-traces.ts';
import { TRACE_NAME } from '../page/keys.ts';
import type { TraceState } from '../page/trace-state.ts';
import { TagList } from './tag-list.tsx';
import { TraceActions } from './trace-actions.tsx';
import { TraceFacts } from './trace-facts.tsx';
import { TraceNeighbours } from './trace-neighbours.tsx';

/** What a trace is: its name, state, times, sums, links and tags, and what can be done with it. */
export function TraceHeader({ state, onChange }: { readonly state: TraceState; readonly onChange: () => void }) {
  const info = state.info.value;
  const { experiment_id: experiment } = info.trace_location.mlflow_experiment;
  return (
    <header class="trace-header">
      <div class="trace-title">
        <a
          class="trace-back"
          href={listOf(info.trace_id) ?? links.traces(experiment)}
          aria-label="To the traces"
          title="To the traces"
        >
          ‹
        </a>
        <h1 data-testid="trace-name">{info.tags[TRACE_NAME] ?? info.trace_id}</h1>
        <StateBadge state={info.state} />
        <span class="trace-id mono muted">{info.trace_id}</span>
        <CopyButton text={info.trace_id} label="Copy the trace's id" />
        <span class="fill" />
        <TraceNeighbours id={info.trace_id} />
        <TraceActions info={info} />
      </div>
      <div class="trace-line">
        <TraceFacts state={state} />
        <TagList info={info} onChange={onChange} />
        {info.client_request_id && <Badge title="The client's own id">{info.client_request_id}</Badge>}
      </div>
    </header>
  );
}
