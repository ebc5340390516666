import type { TraceInfoJson } from '@spanwright/server/viewer-api';
import type { ComponentChildren } from 'preact';
import { experimentName } from '../app/experiments.ts';
import { Badge, StateBadge } from '../components/badge.tsx';
import { TimeText } from '../components/time-text.tsx';
import { formatDuration } from '../format/duration.ts';
import { MISSING, formatCost, formatCount, formatShort } from '../format/number.ts';
import { links } from '../router/href.ts';
import { assessmentLook, validAssessments } from './assessment-look.ts';
import { type Column, columnKey } from './columns.ts';
import { readable } from './readable.ts';
import { experimentOf, metadataKeys, startMs, tokenCounts, traceCost, traceName, userTags } from './trace-facts.ts';

type Cell = (trace: TraceInfoJson) => ComponentChildren;

/** A link with its text cut where there is no room. */
const linkTo =
  (key: string, address: (value: string, trace: TraceInfoJson) => string): Cell =>
  (trace) => {
    const value = trace.trace_metadata[key];
    return value === undefined ? <None /> : <TextLink text={value} href={address(value, trace)} />;
  };

const cells: { readonly [id: string]: Cell } = {
  time: (trace) => <TimeText ms={startMs(trace)} />,
  name: (trace) => (
    <a class="trace-link cell-text" href={links.trace(trace.trace_id)}>
      {traceName(trace) || trace.trace_id}
    </a>
  ),
  state: ({ state }) => <StateBadge state={state} />,
  request: ({ request_preview: text }) => <Preview text={text} />,
  response: ({ response_preview: text }) => <Preview text={text} />,
  latency: ({ execution_duration_ms: ms }) => formatDuration(ms),
  tokens: (trace) => <Tokens trace={trace} />,
  cost: (trace) => formatCost(traceCost(trace)),
  session: linkTo(metadataKeys.session, (id, trace) => links.session(id, experimentOf(trace))),
  user: ({ trace_metadata: { [metadataKeys.user]: user } }) => <Text text={user} />,
  assessments: (trace) => <Assessments trace={trace} />,
  tags: (trace) => <Tags trace={trace} />,
  run: linkTo(metadataKeys.run, (id) => links.run(id)),
  model: linkTo(metadataKeys.model, (id) => links.model(id)),
  source: ({ trace_metadata: { [metadataKeys.source]: source } }) => <Text text={source} />,
  experiment: (trace) => <Text text={experimentName(experimentOf(trace))} />,
  id: ({ trace_id: id }) => <TextLink text={id} href={links.trace(id)} />,
};

/** What a column shows of a trace. */
export function TraceCell({ trace, column }: { readonly trace: TraceInfoJson; readonly column: Column }) {
  const { tag, assessment } = columnKey(column.id);
  if (tag !== undefined) return <Text text={trace.tags[tag]} />;
  if (assessment !== undefined) return <Assessments trace={trace} only={assessment} />;
  return <>{cells[column.id]?.(trace)}</>;
}

const None = () => <span class="muted">{MISSING}</span>;

function Text({ text }: { readonly text: string | undefined }) {
  if (text === undefined || text === '') return <None />;
  return (
    <span class="cell-text" title={text}>
      {text}
    </span>
  );
}

function TextLink({ text, href }: { readonly text: string; readonly href: string }) {
  return (
    <a class="cell-text" href={href} title={text}>
      {text}
    </a>
  );
}

function Preview({ text }: { readonly text: string | null | undefined }) {
  if (!text) return <None />;
  return (
    <span class="cell-text preview" title={text.slice(0, 1000)}>
      {readable(text)}
    </span>
  );
}

function Tokens({ trace }: { readonly trace: TraceInfoJson }) {
  const { input, output, total, cached } = tokenCounts(trace);
  const parts = [`${formatCount(input)} in`, `${formatCount(output)} out`];
  if (cached !== undefined) parts.push(`${formatCount(cached)} cached`);
  return <span title={total === undefined ? undefined : parts.join(', ')}>{formatShort(total)}</span>;
}

function Tags({ trace }: { readonly trace: TraceInfoJson }) {
  const tags = userTags(trace);
  if (tags.length === 0) return <None />;
  return (
    <span class="badges">
      {tags.map(([key, value]) => (
        <Badge key={key} title={`${key}: ${value}`}>
          {key}: {value}
        </Badge>
      ))}
    </span>
  );
}

function Assessments({ trace, only }: { readonly trace: TraceInfoJson; readonly only?: string }) {
  const all = validAssessments(trace).filter(({ assessment_name: name }) => only === undefined || name === only);
  if (all.length === 0) return <None />;
  return (
    <span class="badges">
      {all.map((assessment) => {
        const { name, text, tone } = assessmentLook(assessment);
        return (
          <Badge key={assessment.assessment_id} tone={tone} title={`${name}: ${text}`}>
            {only === undefined ? `${name}: ${text}` : text}
          </Badge>
        );
      })}
    </span>
  );
}
