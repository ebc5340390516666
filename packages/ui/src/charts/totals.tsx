import type { ChartPoint } from '@spanwright/server/viewer-api';
import { Stat } from '../components/stat.tsx';
import { formatDuration } from '../format/duration.ts';
import { formatCost, formatCount, formatShare, formatShort } from '../format/number.ts';

/** What all of the time comes to. */
export function Totals({ sums }: { readonly sums: ChartPoint }) {
  const { count, errors, latencyMs, inputTokens, outputTokens, totalTokens, cost } = sums;
  return (
    <dl class="stats">
      <Stat title="Traces" value={formatCount(count)} />
      <Stat
        title="Failed"
        value={formatShare(count === 0 ? 0 : errors / count)}
        note={`${formatCount(errors)} ${errors === 1 ? 'trace' : 'traces'}`}
        {...(errors > 0 && { tone: 'bad' as const })}
      />
      <Stat
        title="Latency, median"
        value={formatDuration(latencyMs?.p50)}
        note={latencyMs && `p99 ${formatDuration(latencyMs.p99)}`}
      />
      <Stat
        title="Tokens"
        value={formatShort(totalTokens)}
        note={`${formatShort(inputTokens)} in, ${formatShort(outputTokens)} out`}
      />
      <Stat title="Cost" value={formatCost(cost)} />
    </dl>
  );
}
