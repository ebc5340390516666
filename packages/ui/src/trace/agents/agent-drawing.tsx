import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { formatShort } from '../../format/number.ts';
import type { AgentGraph, AgentNode } from './agent-graph.ts';
import { BOX, layoutGraph, type PlacedAgent, type PlacedEdge } from './graph-layout.ts';

interface DrawingProps {
  readonly graph: AgentGraph;
  /** The selected span. */
  readonly selected: string | undefined;
  readonly onOpen: (spanId: string) => void;
}

/** Boxes and arrows. Those of the agent under the pointer stand out. */
export function AgentDrawing({ graph, selected, onOpen }: DrawingProps) {
  const [near, setNear] = useState<string | undefined>(undefined);
  const { agents, edges, width, height } = useMemo(() => layoutGraph(graph), [graph]);
  const isFar = ({ from, to }: PlacedEdge): boolean => near !== undefined && from !== near && to !== near;
  return (
    <div
      class="agents-drawing"
      ref={useBoxesInSight(agents)}
      tabIndex={0}
      role="group"
      aria-label="Diagram of the agents"
    >
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
            onOpen={() => onOpen(agent.spanId)}
            onNear={setNear}
          />
        ))}
      </svg>
    </div>
  );
}

/** Where the arrows need more width than there is, the boxes are in the middle at first. */
function useBoxesInSight(agents: readonly PlacedAgent[]) {
  const drawing = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const { clientWidth = 0 } = drawing.current ?? {};
    drawing.current?.scrollTo({ left: (agents[0]?.x ?? 0) + (BOX.width - clientWidth) / 2 });
  }, [agents.length]);
  return drawing;
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
