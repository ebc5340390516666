import type { SpanOutline } from '@spanwright/server/viewer-api';
import { formatMicroseconds } from '../../format/duration.ts';
import { formatCost, formatCount } from '../../format/number.ts';
import { Fact } from '../header/trace-facts.tsx';

/** How long a span took, when it began within the trace, and what it used. */
export function SpanFacts({ outline }: { readonly outline: SpanOutline }) {
  const { durationUs, startUs, model, inputTokens, outputTokens, cost, agent, handoff } = outline;
  return (
    <div class="span-facts">
      <Fact name="Took">{formatMicroseconds(durationUs)}</Fact>
      {startUs > 0 && <Fact name="Began after">{formatMicroseconds(startUs)}</Fact>}
      {model !== undefined && <Fact name="Model">{model}</Fact>}
      {(inputTokens !== undefined || outputTokens !== undefined) && (
        <Fact name="Tokens" title="Into the model → out of it">
          {formatCount(inputTokens)} → {formatCount(outputTokens)}
        </Fact>
      )}
      {cost !== undefined && <Fact name="Cost">{formatCost(cost)}</Fact>}
      {agent !== undefined && <Fact name="Agent">{agent}</Fact>}
      {handoff && (
        <Fact name="Hand-off">
          {handoff.from} → {handoff.to}
        </Fact>
      )}
    </div>
  );
}
