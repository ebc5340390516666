import type { AgentEdge, AgentNode } from './agent-graph.ts';

/** At which side of the boxes an arrow runs: down at the right, up at the left. */
export type Side = 'left' | 'right';

/** An arrow between two places of the column of agents. */
export interface Wire {
  readonly edge: AgentEdge;
  readonly from: number;
  readonly to: number;
  readonly side: Side;
  /** How far from the boxes it runs, from 1. */
  readonly lane: number;
}

type Unlaid = Omit<Wire, 'lane'>;

const reach = ({ from, to }: Unlaid): number => Math.abs(to - from);
const overlap = (a: Unlaid, b: Unlaid): boolean =>
  a.side === b.side &&
  Math.min(Math.max(a.from, a.to), Math.max(b.from, b.to)) > Math.max(Math.min(a.from, a.to), Math.min(b.from, b.to));

/** The arrows between these agents, each in a lane outside of all shorter ones that it passes. */
export function wiresOf(agents: readonly AgentNode[], edges: readonly AgentEdge[]): readonly Wire[] {
  const places = new Map(agents.map(({ name }, index) => [name, index]));
  const unlaid = edges.flatMap((edge): readonly Unlaid[] => {
    const [from, to] = [places.get(edge.from), places.get(edge.to)];
    return from === undefined || to === undefined ? [] : [{ edge, from, to, side: from <= to ? 'right' : 'left' }];
  });
  const wires: Wire[] = [];
  for (const wire of unlaid.toSorted((a, b) => reach(a) - reach(b))) {
    const passed = wires.filter((other) => overlap(wire, other)).map(({ lane }) => lane);
    wires.push({ ...wire, lane: 1 + Math.max(0, ...passed) });
  }
  return wires;
}

/**
 * The arrows that touch a box at one side, from above to below, so that none has to cross another there. One from the box
 * to itself is there twice.
 */
export function portsOf(wires: readonly Wire[], place: number, side: Side): readonly Wire[] {
  const touching = wires.filter((wire) => wire.side === side && (wire.from === place || wire.to === place));
  const own = touching.filter((wire) => reach(wire) === 0);
  const above = touching.filter(({ from, to }) => Math.min(from, to) < place);
  const below = touching.filter(({ from, to }) => Math.max(from, to) > place);
  const byReach = (a: Wire, b: Wire): number => reach(a) - reach(b);
  return [...above.toSorted(byReach), ...own, ...own, ...below.toSorted((a, b) => byReach(b, a))];
}
