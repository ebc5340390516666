import type { SpanOutline } from '@spanwright/server/viewer-api';
import { formatMicroseconds } from '../../format/duration.ts';
import { narrow } from '../../traces/narrow.ts';
import type { TraceState } from '../page/trace-state.ts';
import { type Bar, barOf } from './time-window.ts';
import { endOf } from './trace-extent.ts';

const percent = (share: number): string => `${(share * 100).toFixed(3)}%`;

/** A span's bar in the waterfall, with its duration beside it, and its stretches of the critical path. */
export function SpanBar({ span, state }: { readonly span: SpanOutline; readonly state: TraceState }) {
  const window = state.window.value;
  const bar = barOf(window, span.startUs, endOf(span, state.extentUs.value));
  if (!bar) return <span class="bar-beyond">{span.startUs > window.toUs ? '›' : '‹'}</span>;
  return (
    <>
      <span class={classOf(span)} style={{ left: percent(bar.left), width: percent(bar.width) }} />
      {(state.critical.value.get(span.spanId) ?? []).map(({ fromUs, toUs }) => (
        <Stretch key={fromUs} bar={barOf(window, fromUs, toUs)} />
      ))}
      <span {...labelPlace(bar)}>
        {span.durationUs === undefined ? 'running' : formatMicroseconds(span.durationUs)}
      </span>
    </>
  );
}

function Stretch({ bar }: { readonly bar: Bar | undefined }) {
  return bar ? <span class="bar-critical" style={{ left: percent(bar.left), width: percent(bar.width) }} /> : null;
}

function classOf({ status, durationUs }: SpanOutline): string {
  return `bar${status === 'ERROR' ? ' is-failed' : ''}${durationUs === undefined ? ' is-open' : ''}`;
}

/** Share of the width that a label needs at least. */
const room = (): number => (narrow.value ? 0.3 : 0.22);

/** Behind the bar where there is room, else before it, else on it. */
function labelPlace({ left, width }: Bar): {
  readonly class: string;
  readonly style: { readonly [side: string]: string };
} {
  const end = left + width;
  if (end <= 1 - room()) return { class: 'bar-label', style: { left: percent(end) } };
  if (left > room()) return { class: 'bar-label', style: { right: percent(1 - left) } };
  return { class: 'bar-label is-inside', style: { left: percent(left) } };
}
