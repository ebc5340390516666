import type { TraceInfoJson } from '@spanwright/server/viewer-api';
import { Badge, StateBadge } from '../components/badge.tsx';
import { TimeText } from '../components/time-text.tsx';
import { formatDuration } from '../format/duration.ts';
import { formatCost, formatShort } from '../format/number.ts';
import { links } from '../router/href.ts';
import { assessmentLook, validAssessments } from '../traces/assessment-look.ts';
import { startMs, tokenCounts, traceCost, traceName } from '../traces/trace-facts.ts';
import { turnText } from './turn-text.ts';

interface TurnProps {
  readonly trace: TraceInfoJson;
  /** From 1. */
  readonly number: number;
  readonly before: TraceInfoJson | undefined;
}

/** One trace as a turn of a conversation. */
export function Turn({ trace, number, before }: TurnProps) {
  return (
    <li class="turn" data-testid="turn">
      <Pause trace={trace} before={before} />
      <div class="turn-line">
        <span class="turn-number number">{number}</span>
        <a class="trace-link" href={links.trace(trace.trace_id)}>
          {traceName(trace) || trace.trace_id}
        </a>
        <StateBadge state={trace.state} />
        <Metrics trace={trace} />
      </div>
      <Said by="Request" preview={trace.request_preview} />
      <Said by="Response" preview={trace.response_preview} />
    </li>
  );
}

const LONG_PAUSE_MS = 60_000;

function Pause({ trace, before }: Pick<TurnProps, 'trace' | 'before'>) {
  const pause = before && startMs(trace) - startMs(before) - (before.execution_duration_ms ?? 0);
  return pause !== undefined && pause > LONG_PAUSE_MS ? <p class="turn-pause">{formatDuration(pause)} later</p> : null;
}

function Metrics({ trace }: Pick<TurnProps, 'trace'>) {
  const { total } = tokenCounts(trace);
  const cost = traceCost(trace);
  return (
    <span class="turn-metrics number">
      <TimeText ms={startMs(trace)} />
      <span>{formatDuration(trace.execution_duration_ms)}</span>
      {total !== undefined && <span>{formatShort(total)} tokens</span>}
      {cost !== undefined && <span>{formatCost(cost)}</span>}
      {validAssessments(trace).map((assessment) => {
        const { name, text, tone } = assessmentLook(assessment);
        return (
          <Badge key={assessment.assessment_id} tone={tone}>
            {name}: {text}
          </Badge>
        );
      })}
    </span>
  );
}

function Said({ by, preview }: { readonly by: 'Request' | 'Response'; readonly preview: string | null | undefined }) {
  const said = turnText(preview);
  if (!said) return null;
  return (
    <div class={`said said-${by.toLowerCase()}${said.code ? ' mono' : ''}`}>
      <span class="visually-hidden">{by}: </span>
      {said.text}
    </div>
  );
}
