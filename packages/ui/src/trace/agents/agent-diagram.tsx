import { useMemo } from 'preact/hooks';
import { formatShort } from '../../format/number.ts';
import { setQuery } from '../../router/location.ts';
import type { TraceState } from '../page/trace-state.ts';
import type { AgentGraph, AgentNode } from './agent-graph.ts';
import { BOX, layoutGraph, type PlacedAgent, type PlacedEdge } from './graph-layout.ts';

/** The agents of a trace, and who handed over to whom; a click on one goes to its span. */
export function AgentDiagram({ state, graph }: { readonly state: TraceState; readonly graph: AgentGraph }) {
  const { agents, edges, width, height } = useMemo(() => layoutGraph(graph), [graph]);
  const open = (spanId: string): void => setQuery({ span: spanId });
  const selected = state.selected.value?.spanId;
  return (
    <div class="agents" data-testid="agents">
      <div class="agents-drawing" tabIndex={0} role="group" aria-label="Diagram of the agents">
        <svg viewBox={`0 0 ${width} ${height}`} width={width} height={height} role="presentation">
          <defs>
            <marker id="arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto">
              <path class="arrow-head" d="M0 0L10 5L0 10z" />
            </marker>
          </defs>
          {edges.map((edge) => (
            <Edge key={`${edge.from} ${edge.to}`} edge={edge} isSelected={edge.spanId === selected} />
          ))}
          {agents.map((agent) => (
            <Box
              key={agent.name}
              agent={agent}
              isSelected={agent.spanId === selected}
              onOpen={() => open(agent.spanId)}
            />
          ))}
        </svg>
      </div>
      {graph.count > agents.length && (
        <p class="agents-more muted">
          The first {agents.length} of {graph.count} agents.
        </p>
      )}
      <Steps graph={graph} onOpen={open} />
    </div>
  );
}

function Box(props: { readonly agent: PlacedAgent; readonly isSelected: boolean; readonly onOpen: () => void }) {
  const { agent, isSelected, onOpen } = props;
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    onOpen();
  };
  return (
    <g
      class={`agent-box${isSelected ? ' is-selected' : ''}${agent.failed ? ' is-failed' : ''}`}
      transform={`translate(${agent.x} ${agent.y})`}
      role="button"
      tabIndex={0}
      onClick={onOpen}
      onKeyDown={onKey}
    >
      {cut(agent.name) !== agent.name && <title>{agent.name}</title>}
      <rect width={BOX.width} height={BOX.height} rx="8" />
      <text class="agent-name" x="14" y="23">
        {cut(agent.name)}
      </text>
      <text class="agent-work" x="14" y="41">
        {workOf(agent)}
      </text>
    </g>
  );
}

function workOf({ modelCalls, toolCalls, tokens }: AgentNode): string {
  const parts = [
    modelCalls > 0 && `${modelCalls} model ${modelCalls === 1 ? 'call' : 'calls'}`,
    toolCalls > 0 && `${toolCalls} ${toolCalls === 1 ? 'tool' : 'tools'}`,
    tokens > 0 && `${formatShort(tokens)} tokens`,
  ].filter((part) => part !== false);
  return parts.length > 2 ? parts.slice(0, 2).join(' · ') : parts.join(' · ') || 'took part';
}

const cut = (name: string): string => (name.length > 17 ? `${name.slice(0, 16)}…` : name);

function Edge({ edge, isSelected }: { readonly edge: PlacedEdge; readonly isSelected: boolean }) {
  const label = edge.steps.length > 3 ? `${edge.steps.slice(0, 3).join(', ')}…` : edge.steps.join(', ');
  const width = 12 + label.length * 6.4;
  return (
    <g class={`agent-edge edge-${edge.kind}${isSelected ? ' is-selected' : ''}`}>
      <path d={edge.path} marker-end="url(#arrow)" />
      <rect x={edge.labelX - width / 2} y={edge.labelY - 9} width={width} height="18" rx="9" />
      <text x={edge.labelX} y={edge.labelY + 4} text-anchor="middle">
        {label}
      </text>
    </g>
  );
}

/** The same as a list, in order. */
function Steps({ graph, onOpen }: { readonly graph: AgentGraph; readonly onOpen: (spanId: string) => void }) {
  return (
    <div class="agent-steps">
      <h2>{graph.edges[0]?.kind === 'turn' ? 'Turns' : 'Hand-offs'}</h2>
      <ol>
        {graph.edges.map((edge) => (
          <li key={`${edge.from} ${edge.to}`}>
            <span class="agent-step-numbers number">{edge.steps.join(', ')}</span>
            <button type="button" class="link-button" onClick={() => onOpen(edge.spanId)}>
              {edge.from} → {edge.to}
            </button>
            {edge.reasons.map((reason, index) => (
              <q key={index}>{reason}</q>
            ))}
          </li>
        ))}
      </ol>
    </div>
  );
}
