import type { AgentEdge, AgentGraph, AgentNode } from './agent-graph.ts';

/** A box of the diagram; pixels. */
export interface PlacedAgent extends AgentNode {
  readonly x: number;
  readonly y: number;
}

/** An arrow of the diagram: a path of SVG, and where its label is. */
export interface PlacedEdge extends AgentEdge {
  readonly path: string;
  readonly labelX: number;
  readonly labelY: number;
}

/** A diagram, ready to be drawn; pixels. */
export interface GraphLayout {
  readonly width: number;
  readonly height: number;
  readonly agents: readonly PlacedAgent[];
  readonly edges: readonly PlacedEdge[];
}

/** Size of a box, pixels. */
export const BOX = { width: 168, height: 54 } as const;

const GAP = { x: 92, y: 34 } as const;
const MARGIN = 26;

/** Places each agent one column behind the first that hands over to it; agents of a column stand one below another. */
export function layoutGraph({ agents, edges }: AgentGraph): GraphLayout {
  const columns = columnsOf(agents, edges);
  const tallest = Math.max(...columns.map((column) => column.length));
  const height = tallest * (BOX.height + GAP.y) - GAP.y + 2 * MARGIN;
  const placed = columns.flatMap((column, index) => placeColumn(column, index, height));
  const byName = new Map(placed.map((agent) => [agent.name, agent]));
  const arrows = edges.flatMap((edge) => {
    const [from, to] = [byName.get(edge.from), byName.get(edge.to)];
    return from && to
      ? [
          {
            ...edge,
            ...arrow(
              from,
              to,
              edges.some((other) => isBack(edge, other)),
            ),
          },
        ]
      : [];
  });
  const width = columns.length * (BOX.width + GAP.x) - GAP.x + 2 * MARGIN;
  return { width, height: height + MARGIN, agents: placed, edges: arrows };
}

function isBack(edge: AgentEdge, other: AgentEdge): boolean {
  return edge.from === other.to && edge.to === other.from && edge.from !== edge.to;
}

function columnsOf(agents: readonly AgentNode[], edges: readonly AgentEdge[]): readonly (readonly AgentNode[])[] {
  const column = new Map<string, number>();
  for (const { name } of agents) {
    if (column.has(name)) continue;
    column.set(name, 0);
    spread(name, edges, column);
  }
  const count = Math.max(...column.values()) + 1;
  return Array.from({ length: count }, (_, index) => agents.filter(({ name }) => column.get(name) === index));
}

function spread(first: string, edges: readonly AgentEdge[], column: Map<string, number>): void {
  const queue = [first];
  for (let name = queue.shift(); name !== undefined; name = queue.shift())
    for (const { from, to } of edges) {
      if (from !== name || column.has(to)) continue;
      column.set(to, (column.get(name) ?? 0) + 1);
      queue.push(to);
    }
}

function placeColumn(column: readonly AgentNode[], index: number, height: number): readonly PlacedAgent[] {
  const used = column.length * (BOX.height + GAP.y) - GAP.y;
  const x = MARGIN + index * (BOX.width + GAP.x);
  return column.map((agent, row) => ({ ...agent, x, y: (height - used) / 2 + row * (BOX.height + GAP.y) }));
}

type Arrow = Pick<PlacedEdge, 'path' | 'labelX' | 'labelY'>;

/** @param paired an arrow goes back between the same two agents: the two keep apart */
function arrow(from: PlacedAgent, to: PlacedAgent, paired: boolean): Arrow {
  if (from === to) return loop(from);
  if (from.x === to.x) return beside(from, to);
  const forward = from.x < to.x;
  const side = forward ? -10 : 10;
  const shift = paired ? side : 0;
  const start = { x: forward ? from.x + BOX.width : from.x, y: from.y + BOX.height / 2 + shift };
  const end = { x: forward ? to.x : to.x + BOX.width, y: to.y + BOX.height / 2 + shift };
  const bend = (end.x - start.x) / 2;
  const path = `M${start.x} ${start.y}C${start.x + bend} ${start.y} ${end.x - bend} ${end.y} ${end.x} ${end.y}`;
  return { path, labelX: start.x + bend, labelY: (start.y + end.y) / 2 };
}

function beside(from: PlacedAgent, to: PlacedAgent): Arrow {
  const down = from.y < to.y;
  const x = down ? from.x + BOX.width : from.x;
  const out = x + (down ? 42 : -42);
  const [startY, endY] = [from.y + BOX.height / 2, to.y + BOX.height / 2];
  return {
    path: `M${x} ${startY}C${out} ${startY} ${out} ${endY} ${x} ${endY}`,
    labelX: (x + out * 3) / 4,
    labelY: (startY + endY) / 2,
  };
}

function loop({ x, y }: PlacedAgent): Arrow {
  const [left, right, top] = [x + BOX.width * 0.35, x + BOX.width * 0.65, y - 24];
  return {
    path: `M${left} ${y}C${left} ${top} ${right} ${top} ${right} ${y}`,
    labelX: x + BOX.width / 2,
    labelY: y - 18,
  };
}
