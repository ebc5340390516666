import { useMemo, useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { formatCount } from '../../format/number.ts';
import { setQuery } from '../../router/location.ts';
import type { TraceState } from '../page/trace-state.ts';
import { AgentDrawing } from './agent-drawing.tsx';
import type { AgentGraph } from './agent-graph.ts';

/** Agents of a diagram that is read at a glance. */
const AT_FIRST = 12;

/** The agents of a trace, and who handed over to whom; a click on one goes to its span. */
export function AgentDiagram({ state, graph }: { readonly state: TraceState; readonly graph: AgentGraph }) {
  const [all, setAll] = useState(false);
  const shown = useMemo(() => (all ? graph : { ...graph, agents: graph.agents.slice(0, AT_FIRST) }), [graph, all]);
  const open = (spanId: string): void => setQuery({ span: spanId });
  return (
    <div class="agents" data-testid="agents">
      <AgentDrawing graph={shown} selected={state.selected.value?.spanId} onOpen={open} />
      <More graph={graph} shown={shown.agents.length} all={all} onToggle={() => setAll(!all)} />
      <Steps graph={graph} onOpen={open} />
    </div>
  );
}

interface MoreProps {
  readonly graph: AgentGraph;
  readonly shown: number;
  readonly all: boolean;
  readonly onToggle: () => void;
}

/** How many agents the diagram leaves out, and the way to see them. */
function More({ graph, shown, all, onToggle }: MoreProps) {
  const hidden = graph.count - shown;
  if (hidden === 0 && !all) return null;
  return (
    <p class="agents-more muted">
      {hidden > 0 && `… ${formatCount(hidden)} more ${hidden === 1 ? 'agent' : 'agents'} `}
      {graph.agents.length > AT_FIRST && (
        <Button onClick={onToggle}>
          {all
            ? `Show the first ${AT_FIRST}`
            : `Show ${hidden > 0 && graph.count === graph.agents.length ? 'all ' : ''}${graph.agents.length}`}
        </Button>
      )}
    </p>
  );
}

const STEPS = 4;

const numbersOf = (steps: readonly number[]): string =>
  steps.slice(0, STEPS).join(', ') + (steps.length > STEPS ? ` … ${steps.at(-1)}` : '');

/** The same as a list, in order. */
function Steps({ graph, onOpen }: { readonly graph: AgentGraph; readonly onOpen: (spanId: string) => void }) {
  return (
    <div class="agent-steps">
      <h2>{graph.edges[0]?.kind === 'turn' ? 'Turns' : 'Hand-offs'}</h2>
      <ol>
        {graph.edges.map((edge) => (
          <li key={`${edge.from} ${edge.to}`}>
            <span class="agent-step-numbers number">{numbersOf(edge.steps)}</span>
            <button type="button" class="link-button" onClick={() => onOpen(edge.spanId)}>
              {edge.from} → {edge.to}
            </button>
            {[...new Set(edge.reasons)].map((reason) => (
              <q key={reason}>{reason}</q>
            ))}
          </li>
        ))}
      </ol>
    </div>
  );
}
