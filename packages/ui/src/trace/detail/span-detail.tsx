import type { SpanJson, SpanOutline } from '@spanwright/server/viewer-api';
import { useMemo } from 'preact/hooks';
import { useResource } from '../../api/use-resource.ts';
import { viewerApi } from '../../api/viewer.ts';
import { SpanTypeBadge, StateBadge } from '../../components/badge.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { Loading } from '../../components/loading.tsx';
import { Problem } from '../../components/problem.tsx';
import { Tabs } from '../../components/tabs.tsx';
import { href } from '../../router/href.ts';
import { queryValue, setQuery } from '../../router/location.ts';
import { AssessmentPane } from '../assessments/assessment-pane.tsx';
import { ChatView } from '../chat/chat-view.tsx';
import { conversationOf } from '../chat/conversation.ts';
import { SpanAttributeKey } from '../page/keys.ts';
import type { TraceState } from '../page/trace-state.ts';
import { AttributesTab } from './attributes-tab.tsx';
import { EventsTab } from './events-tab.tsx';
import { Exceptions } from './exceptions.tsx';
import { InputsOutputs } from './inputs-outputs.tsx';
import { JsonTab } from './json-tab.tsx';
import { SpanFacts } from './span-facts.tsx';
import { offeredTools } from './offered-tools.ts';

/** What every part of the span's content gets. */
interface DetailProps {
  readonly state: TraceState;
  /** Told when the trace has been changed. */
  readonly onChange: () => void;
}

/** The content of the selected span; it is loaded when the span is selected. */
export function SpanDetail({ state, onChange }: DetailProps) {
  const outline = state.selected.value;
  if (!outline) return <p class="pane-empty muted">This trace has no spans.</p>;
  return (
    <div class="span-detail" data-testid="span-detail" data-span={outline.spanId}>
      <SpanHead state={state} outline={outline} />
      <Content key={outline.spanId} state={state} outline={outline} onChange={onChange} />
    </div>
  );
}

function SpanHead({ state, outline }: { readonly state: TraceState; readonly outline: SpanOutline }) {
  const link = (): string =>
    window.location.origin + href(['traces', state.traceId], { span: outline.spanId, tab: queryValue('tab') });
  return (
    <header class="span-head">
      <div class="span-head-line">
        <h2 data-testid="span-name">{outline.name}</h2>
        <SpanTypeBadge type={outline.spanType} />
        <StateBadge state={outline.durationUs === undefined ? 'IN_PROGRESS' : outline.status} />
        <span class="fill" />
        <CopyButton text={link} label="Copy a link to this span" />
      </div>
      <SpanFacts outline={outline} />
    </header>
  );
}

function Content({ state, outline, onChange }: DetailProps & { readonly outline: SpanOutline }) {
  // A span that still runs is loaded again with its trace.
  const version = outline.durationUs ?? state.outline.value.spanCount;
  const { data, failure, reload } = useResource(`${state.traceId} ${outline.spanId} ${version}`, (signal) =>
    viewerApi.span(state.traceId, outline.spanId, signal),
  );
  if (failure) return <Problem failure={failure} onRetry={reload} />;
  if (!data) return <Loading label="Loading the span" />;
  return <SpanTabs state={state} span={data} outline={outline} onChange={onChange} />;
}

type TabName = 'chat' | 'io' | 'attributes' | 'events' | 'json' | 'feedback';

function SpanTabs(props: DetailProps & { readonly span: SpanJson; readonly outline: SpanOutline }) {
  const { span, outline, state } = props;
  const { [SpanAttributeKey.INPUTS]: inputs, [SpanAttributeKey.OUTPUTS]: outputs } = span.attributes;
  const conversation = useMemo(() => conversationOf({ spanType: outline.spanType, inputs, outputs }), [span]);
  const assessments = (state.info.value.assessments ?? []).filter(({ valid }) => valid);
  const tabs: readonly { readonly name: TabName; readonly title: string }[] = [
    ...(conversation ? [{ name: 'chat', title: 'Chat' } as const] : []),
    { name: 'io', title: 'Inputs / Outputs' },
    { name: 'attributes', title: 'Attributes' },
    { name: 'events', title: span.events.length > 0 ? `Events (${span.events.length})` : 'Events' },
    { name: 'json', title: 'JSON' },
    { name: 'feedback', title: assessments.length > 0 ? `Feedback (${assessments.length})` : 'Feedback' },
  ];
  const wished = queryValue('tab');
  const active = tabs.find(({ name }) => name === wished)?.name ?? (conversation && speaks(outline) ? 'chat' : 'io');
  const panels: { readonly [Name in TabName]: () => preact.ComponentChild } = {
    chat: () => conversation && <ChatView conversation={conversation} tools={offeredTools(span)} />,
    io: () => <InputsOutputs span={span} spanType={outline.spanType} />,
    attributes: () => <AttributesTab span={span} />,
    events: () => <EventsTab span={span} />,
    json: () => <JsonTab span={span} />,
    feedback: () => <AssessmentPane state={state} spanId={outline.spanId} onChange={props.onChange} />,
  };
  return (
    <>
      <Exceptions span={span} state={state} outline={outline} />
      <Tabs
        label="Content of the span"
        tabs={tabs}
        active={active}
        onSelect={(name) => setQuery({ tab: name }, { replace: true })}
      >
        <div class="detail-panel">{panels[active]()}</div>
      </Tabs>
    </>
  );
}

const SPEAKING: ReadonlySet<string> = new Set(['CHAT_MODEL', 'LLM', 'AGENT']);

/** Whether a conversation is what one wants to see of such a span first. */
function speaks({ spanType, parentSpanId }: SpanOutline): boolean {
  return SPEAKING.has(spanType) || parentSpanId === undefined;
}
