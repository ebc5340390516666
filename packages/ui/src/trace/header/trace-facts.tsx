import type { ComponentChildren } from 'preact';
import { formatDuration } from '../../format/duration.ts';
import { formatCost, formatCount } from '../../format/number.ts';
import { formatTime } from '../../format/time.ts';
import { links } from '../../router/href.ts';
import { settings } from '../../settings/settings.ts';
import { TraceMetadataKey } from '../page/keys.ts';
import type { TraceState } from '../page/trace-state.ts';
import { traceTotals } from '../page/trace-totals.ts';

/** One fact: what it is and its value. */
export function Fact(props: { readonly name: string; readonly children: ComponentChildren; readonly title?: string }) {
  return (
    <span class="fact" data-fact={props.name} title={props.title}>
      <span class="fact-name">{props.name}</span>
      <span class="fact-value number">{props.children}</span>
    </span>
  );
}

/** When a trace ran, for how long, what it used, and what it belongs to. */
export function TraceFacts({ state }: { readonly state: TraceState }) {
  const info = state.info.value;
  const metadata = info.trace_metadata;
  const [run, model, session, user] = [
    metadata[TraceMetadataKey.SOURCE_RUN],
    metadata[TraceMetadataKey.MODEL_ID],
    metadata[TraceMetadataKey.SESSION],
    metadata[TraceMetadataKey.USER],
  ];
  return (
    <>
      <Fact name="Started">{formatTime(Date.parse(info.request_time), settings.timeZone.value)}</Fact>
      <Fact name="Took">{formatDuration(info.execution_duration_ms)}</Fact>
      <Fact name="Spans">{formatCount(state.outline.value.spanCount)}</Fact>
      <Sums state={state} />
      {session && (
        <Fact name="Session">
          <a href={links.session(session, info.trace_location.mlflow_experiment.experiment_id)}>{session}</a>
        </Fact>
      )}
      {user && <Fact name="User">{user}</Fact>}
      {run && (
        <Fact name="Run">
          <a href={links.run(run)}>{run.slice(0, 8)}</a>
        </Fact>
      )}
      {model && (
        <Fact name="Model">
          <a href={links.model(model)}>{model.slice(0, 10)}</a>
        </Fact>
      )}
    </>
  );
}

function Sums({ state }: { readonly state: TraceState }) {
  const { inputTokens, outputTokens, cachedTokens, cost } = traceTotals(state.info.value);
  return (
    <>
      {(inputTokens !== undefined || outputTokens !== undefined) && (
        <Fact
          name="Tokens"
          title={`${formatCount(inputTokens)} in, ${formatCount(outputTokens)} out${cachedTokens ? `, ${formatCount(cachedTokens)} from the cache` : ''}`}
        >
          {formatCount(inputTokens)} → {formatCount(outputTokens)}
        </Fact>
      )}
      {cost !== undefined && <Fact name="Cost">{formatCost(cost)}</Fact>}
    </>
  );
}
