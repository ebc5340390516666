import type { TraceOutline } from '@spanwright/server/viewer-api';
import { StateBadge } from '../components/badge.tsx';
import { formatDuration } from '../format/duration.ts';
import { formatCost, formatCount } from '../format/number.ts';
import { formatTime } from '../format/time.ts';
import { links } from '../router/href.ts';
import { settings } from '../settings/settings.ts';
import { TRACE_NAME } from '../trace/page/keys.ts';
import { traceTotals } from '../trace/page/trace-totals.ts';
import type { ComparedTraces } from './use-compared.ts';

/** Both traces by name, and how they differ in sum. */
export function CompareHeader({ traces }: { readonly traces: ComparedTraces }) {
  return (
    <>
      <header class="compare-header">
        {traces.map((trace, index) => (
          <Side key={index} trace={trace} />
        ))}
      </header>
      <Summary traces={traces} />
    </>
  );
}

function Side({ trace: { info } }: { readonly trace: TraceOutline }) {
  return (
    <div class="compare-side">
      <h2>
        <a href={links.trace(info.trace_id)}>{info.tags[TRACE_NAME] ?? info.trace_id}</a>
      </h2>
      <p class="trace-line muted">
        <StateBadge state={info.state} />
        {formatTime(Date.parse(info.request_time), settings.timeZone.value)}
      </p>
    </div>
  );
}

interface Measure {
  readonly name: string;
  readonly of: (trace: TraceOutline) => number | undefined;
  readonly format: (value: number | undefined) => string;
}

const MEASURES: readonly Measure[] = [
  { name: 'Took', of: ({ info }) => info.execution_duration_ms ?? undefined, format: formatDuration },
  { name: 'Spans', of: ({ spanCount }) => spanCount, format: formatCount },
  { name: 'Tokens in', of: ({ info }) => traceTotals(info).inputTokens, format: formatCount },
  { name: 'Tokens out', of: ({ info }) => traceTotals(info).outputTokens, format: formatCount },
  { name: 'Cost', of: ({ info }) => traceTotals(info).cost, format: formatCost },
];

function Summary({ traces: [left, right] }: { readonly traces: ComparedTraces }) {
  return (
    <div class="compare-summary" data-testid="compare-summary">
      {MEASURES.map(({ name, of, format }) => {
        const [a, b] = [of(left), of(right)];
        if (a === undefined && b === undefined) return null;
        return (
          <span key={name} class="fact" data-fact={name}>
            <span class="fact-name">{name}</span>
            <span class="number">
              {format(a)} → {format(b)} {a && b !== undefined ? <Change share={b / a - 1} /> : null}
            </span>
          </span>
        );
      })}
    </div>
  );
}

function Change({ share }: { readonly share: number }) {
  const percent = Math.round(share * 100);
  return <span class="muted">{percent === 0 ? '±0%' : `${percent > 0 ? '+' : '−'}${Math.abs(percent)}%`}</span>;
}
