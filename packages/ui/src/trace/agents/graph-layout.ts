import type { AgentEdge, AgentGraph, AgentNode } from './agent-graph.ts';
import { portsOf, type Side, type Wire, wiresOf } from './graph-lanes.ts';
import { type Label, labelsOf } from './graph-labels.ts';

/** A box of the diagram; pixels. */
export interface PlacedAgent extends AgentNode {
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

/** An arrow of the diagram: a path of SVG, and its label. */
export interface PlacedEdge extends AgentEdge {
  readonly path: string;
  readonly label: Label;
}

/** A diagram, ready to be drawn; pixels. */
export interface GraphLayout {
  readonly width: number;
  readonly height: number;
  readonly agents: readonly PlacedAgent[];
  readonly edges: readonly PlacedEdge[];
}

/** Size of a box that few arrows touch, pixels. */
export const BOX = { width: 168, height: 54 } as const;

const GAP = 28;
const MARGIN = 20;
/** From one arrow at the side of a box to the next. */
const PORT = 11;
/** From one lane to the next, and what more it is from the boxes to the first: half of a long label has to fit. */
const LANE = 22;
const FIRST_LANE = 8;
/** Beyond the last lane: half of a long label. */
const BEYOND = 26;

/**
 * Places agents one below another, in the order of their first appearance. What is handed on runs down at the right,
 * what is handed back runs up at the left, each arrow in a lane of its own: none crosses a box, or lies on another.
 */
export function layoutGraph({ agents, edges }: AgentGraph): GraphLayout {
  const wires = wiresOf(agents, edges);
  const left = MARGIN + roomFor(wires, 'left');
  const placed: PlacedAgent[] = [];
  for (const [place, agent] of agents.entries()) {
    const { y, height } = placed.at(-1) ?? { y: MARGIN - GAP, height: 0 };
    placed.push({ ...agent, x: left, y: y + height + GAP, height: heightOf(wires, place) });
  }
  const routes = wires.map((wire) => routeOf(wire, wires, placed));
  const labels = labelsOf(
    routes.map(({ x, fromY, toY }, index) => ({ x, fromY, toY, steps: wires[index]?.edge.steps ?? [] })),
  );
  const { y = 0, height = 0 } = placed.at(-1) ?? {};
  return {
    width: left + BOX.width + roomFor(wires, 'right') + MARGIN,
    height: y + height + MARGIN,
    agents: placed,
    edges: wires.flatMap(({ edge }, index) => {
      const [route, label] = [routes[index], labels[index]];
      return route && label ? [{ ...edge, path: pathOf(route), label }] : [];
    }),
  };
}

function roomFor(wires: readonly Wire[], side: Side): number {
  const lanes = Math.max(0, ...wires.filter((wire) => wire.side === side).map(({ lane }) => lane));
  return lanes === 0 ? 0 : FIRST_LANE + lanes * LANE + BEYOND;
}

function heightOf(wires: readonly Wire[], place: number): number {
  const ports = Math.max(portsOf(wires, place, 'left').length, portsOf(wires, place, 'right').length);
  return Math.max(BOX.height, (ports + 1) * PORT);
}

/** Out of a box, along a lane, into a box. */
interface Route {
  readonly edgeX: number;
  readonly x: number;
  readonly fromY: number;
  readonly toY: number;
}

function routeOf(wire: Wire, wires: readonly Wire[], placed: readonly PlacedAgent[]): Route {
  const { side, lane, from, to } = wire;
  const { x: left = 0 } = placed[0] ?? {};
  const edgeX = side === 'right' ? left + BOX.width : left;
  const portY = (place: number, last: boolean): number => {
    const ports = portsOf(wires, place, side);
    const index = last ? ports.lastIndexOf(wire) : ports.indexOf(wire);
    const { y = 0, height = 0 } = placed[place] ?? {};
    return y + height / 2 + (index - (ports.length - 1) / 2) * PORT;
  };
  return {
    edgeX,
    x: edgeX + (side === 'right' ? 1 : -1) * (FIRST_LANE + lane * LANE),
    fromY: portY(from, false),
    toY: portY(to, true),
  };
}

function pathOf({ edgeX, x, fromY, toY }: Route): string {
  const down = Math.sign(toY - fromY);
  const round = Math.min(8, Math.abs(toY - fromY) / 2);
  const inner = x - Math.sign(x - edgeX) * round;
  return `M${edgeX} ${fromY}H${inner}Q${x} ${fromY} ${x} ${fromY + down * round}V${toY - down * round}Q${x} ${toY} ${inner} ${toY}H${edgeX}`;
}
