import type { TraceInfoJson } from '@spanwright/server/viewer-api';
import { Stat } from '../components/stat.tsx';
import { formatDuration } from '../format/duration.ts';
import { formatCost, formatCount } from '../format/number.ts';
import { metadataKeys } from '../traces/trace-facts.ts';
import { sumsOf } from './sums.ts';

/** What the turns of a session come to. */
export function SessionSums(props: { readonly traces: readonly TraceInfoJson[]; readonly complete: boolean }) {
  const { errors, inputTokens, outputTokens, cost, busyMs } = sumsOf(props.traces);
  const users = [...new Set(props.traces.flatMap((trace) => trace.trace_metadata[metadataKeys.user] ?? []))];
  return (
    <dl class="stats">
      <Stat title="Turns" value={`${formatCount(props.traces.length)}${props.complete ? '' : '+'}`} />
      <Stat title="Errors" value={formatCount(errors)} {...(errors > 0 && { tone: 'bad' as const })} />
      <Stat title="Time at work" value={formatDuration(busyMs)} />
      <Stat
        title="Tokens"
        value={formatCount(inputTokens + outputTokens)}
        note={`${formatCount(inputTokens)} in, ${formatCount(outputTokens)} out`}
      />
      <Stat title="Cost" value={formatCost(cost || undefined)} />
      {users.length > 0 && (
        <Stat
          title={users.length === 1 ? 'User' : 'Users'}
          value={<span title={users.join(', ')}>{users.join(', ')}</span>}
          tone="text"
        />
      )}
    </dl>
  );
}
