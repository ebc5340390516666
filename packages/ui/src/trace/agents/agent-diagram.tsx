import { useMemo, useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { formatCount, formatShort } from '../../format/number.ts';
import { setQuery } from '../../router/location.ts';
import type { TraceState } from '../page/trace-state.ts';
import type { AgentGraph, AgentNode } from './agent-graph.ts';
import { BOX, layoutGraph, type PlacedAgent, type PlacedEdge } from './graph-layout.ts';

/** Agents of a diagram that is read at a glance. */
const AT_FIRST = 12;

/** The agents of a trace, and who handed over to whom; a click on one goes to its span. */
export function AgentDiagram({ state, graph }: { readonly state: TraceState; readonly graph: AgentGraph }) {
  const [all, setAll] = useState(false);
  const [near, setNear] = useState<string | undefined>(undefined);
  const shown = all ? graph.agents : graph.agents.slice(0, AT_FIRST);
  const { agents, edges, width, height } = useMemo(() => layoutGraph({ ...graph, agents: shown }), [graph, all]);
  const open = (spanId: string): void => setQuery({ span: spanId });
  const selected = state.selected.value?.spanId;
  const isFar = ({ from, to }: PlacedEdge): boolean => near !== undefined && from !== near && to !== near;
  return (
    <div class="agents" data-testid="agents">
      <div class="agents-drawing" tabIndex={0} role="group" aria-label="Diagram of the agents">
        <svg viewBox={`0 0 ${width} ${height}`} width={width} height={height} role="presentation">
          <Arrow />
          {edges.map((edge) => (
            <path
              key={`${edge.from} ${edge.to}`}
              class={edgeClass(edge, selected, isFar(edge))}
              d={edge.path}
              marker-end="url(#arrow)"
            />
          ))}
          {edges.map((edge) => (
            <EdgeLabel key={`${edge.from} ${edge.to}`} edge={edge} far={isFar(edge)} />
          ))}
          {agents.map((agent) => (
            <Box
              key={agent.name}
              agent={agent}
              isSelected={agent.spanId === selected}
              onOpen={() => open(agent.spanId)}
              onNear={setNear}
            />
          ))}
        </svg>
      </div>
      <More graph={graph} shown={shown.length} all={all} onToggle={() => setAll(!all)} />
      <Steps graph={graph} onOpen={open} />
    </div>
  );
}

const Arrow = () => (
  <defs>
    <marker id="arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto">
      <path class="arrow-head" d="M0 0L10 5L0 10z" />
    </marker>
  </defs>
);

function edgeClass({ kind, spanId }: PlacedEdge, selected: string | undefined, far: boolean): string {
  return `agent-edge edge-${kind}${spanId === selected ? ' is-selected' : ''}${far ? ' is-far' : ''}`;
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
        <Button onClick={onToggle}>{all ? `Show the first ${AT_FIRST}` : `Show ${graph.agents.length}`}</Button>
      )}
    </p>
  );
}

interface BoxProps {
  readonly agent: PlacedAgent;
  readonly isSelected: boolean;
  readonly onOpen: () => void;
  /** The pointer or the focus came to the agent, or left it. */
  readonly onNear: (name: string | undefined) => void;
}

function Box({ agent, isSelected, onOpen, onNear }: BoxProps) {
  const middle = agent.height / 2;
  const come = (): void => onNear(agent.name);
  const leave = (): void => onNear(undefined);
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
      onPointerEnter={come}
      onPointerLeave={leave}
      onFocus={come}
      onBlur={leave}
    >
      {cut(agent.name) !== agent.name && <title>{agent.name}</title>}
      <rect width={BOX.width} height={agent.height} rx="8" />
      <text class="agent-name" x="14" y={middle - 4}>
        {cut(agent.name)}
      </text>
      <text class="agent-work" x="14" y={middle + 14}>
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

function EdgeLabel({ edge: { label }, far }: { readonly edge: PlacedEdge; readonly far: boolean }) {
  return (
    <g class={`agent-label${far ? ' is-far' : ''}`}>
      <rect x={label.x - label.width / 2} y={label.y - 9} width={label.width} height="18" rx="9" />
      <text x={label.x} y={label.y + 4} text-anchor="middle">
        {label.text}
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
