import type { SpanTree, TreeNode } from '../tree/span-tree.ts';

/** An agent of a trace, and what it did. */
export interface AgentNode {
  readonly name: string;
  /** Where it first appears. */
  readonly spanId: string;
  readonly modelCalls: number;
  readonly toolCalls: number;
  readonly tokens: number;
  readonly failed: boolean;
}

/** That one agent came after another. */
export interface AgentEdge {
  readonly from: string;
  readonly to: string;
  /** `handoff` where the task was passed on, `turn` where one spoke after the other. */
  readonly kind: 'handoff' | 'turn';
  /** Which steps of the trace these were, from 1. */
  readonly steps: readonly number[];
  /** Why, for each step that says so. */
  readonly reasons: readonly string[];
  /** The first such span. */
  readonly spanId: string;
}

/** Agents of a trace that are shown; a diagram of more tells nothing. */
const MOST = 60;

/** Who took part in a trace, and who handed over to whom. */
export interface AgentGraph {
  /** In order of their first appearance. */
  readonly agents: readonly AgentNode[];
  /** Of all agents, also of those that are left out. */
  readonly count: number;
  readonly edges: readonly AgentEdge[];
}

interface Named {
  readonly node: TreeNode;
  /** The agent in whose work the span is. */
  readonly worker: string | undefined;
  /** The agent that the span itself names. */
  readonly own: string | undefined;
}

interface Step {
  readonly from: string;
  readonly to: string;
  readonly kind: AgentEdge['kind'];
  readonly reason?: string;
  readonly spanId: string;
}

/**
 * The agents of a trace: hand-offs where it has some, else the turns of its agents one after another. Undefined where
 * fewer than two agents take part.
 */
export function agentGraph(tree: SpanTree): AgentGraph | undefined {
  const nodes = named([...tree.byId.values()]);
  const handoffs = nodes.flatMap(handoffOf);
  const steps = handoffs.length > 0 ? handoffs : turns(nodes);
  const agents = involved(agentsOf(nodes, steps), steps);
  if (agents.length < 2) return undefined;
  return { agents: agents.slice(0, MOST), edges: edgesOf(steps).slice(0, MOST * 3), count: agents.length };
}

/** Where some hand over, a span that only frames their work is none of them. */
function involved(agents: readonly AgentNode[], steps: readonly Step[]): readonly AgentNode[] {
  const taking = new Set(steps.flatMap(({ from, to }) => [from, to]));
  return agents.filter(
    (agent) => taking.size === 0 || taking.has(agent.name) || agent.modelCalls + agent.toolCalls > 0,
  );
}

/** Where no span names its agent, agents are called as their spans are. */
function named(nodes: readonly TreeNode[]): readonly Named[] {
  const isNamed = nodes.some(({ span }) => span.agent !== undefined);
  const agentOf = ({ span }: TreeNode): string | undefined =>
    isNamed || span.spanType !== 'AGENT' ? span.agent : span.name;
  return nodes.map((node) => ({ node, worker: nearest(node, agentOf), own: agentOf(node) }));
}

function nearest(node: TreeNode, agentOf: (node: TreeNode) => string | undefined): string | undefined {
  for (let at: TreeNode | undefined = node; at; at = at.parent) {
    const agent = agentOf(at);
    if (agent !== undefined) return agent;
  }
  return undefined;
}

function handoffOf({
  node: {
    span: { handoff, spanId },
  },
}: Named): readonly Step[] {
  return handoff?.from && handoff.to ? [{ ...handoff, kind: 'handoff', spanId }] : [];
}

function turns(nodes: readonly Named[]): readonly Step[] {
  const spoken = nodes.filter(({ node, own }) => node.span.spanType === 'AGENT' && own !== undefined);
  return spoken.flatMap(({ node, own: to }, index) => {
    const from = spoken[index - 1]?.own;
    if (from === undefined || to === undefined || from === to) return [];
    return [{ from, to, kind: 'turn', spanId: node.span.spanId } as const];
  });
}

function edgesOf(steps: readonly Step[]): readonly AgentEdge[] {
  const edges = new Map<string, AgentEdge>();
  for (const [index, { from, to, kind, reason, spanId }] of steps.entries()) {
    const key = JSON.stringify([from, to]);
    const { steps: before = [], reasons = [], spanId: first = spanId } = edges.get(key) ?? {};
    const told = reason === undefined ? reasons : [...reasons, reason];
    edges.set(key, { from, to, kind, steps: [...before, index + 1], reasons: told, spanId: first });
  }
  return [...edges.values()];
}

type Counting = { -readonly [K in keyof AgentNode]: AgentNode[K] };

function agentsOf(nodes: readonly Named[], steps: readonly Step[]): readonly AgentNode[] {
  const agents = new Map<string, Counting>();
  const agent = (name: string, spanId: string): Counting => {
    const known = agents.get(name) ?? { name, spanId, modelCalls: 0, toolCalls: 0, tokens: 0, failed: false };
    agents.set(name, known);
    return known;
  };
  for (const { node, worker } of nodes) if (worker !== undefined) count(agent(worker, node.span.spanId), node);
  for (const { from, to, spanId } of steps) for (const name of [from, to]) agent(name, spanId);
  return [...agents.values()];
}

const MODELS: ReadonlySet<string> = new Set(['CHAT_MODEL', 'LLM']);

function count(agent: Counting, { span, parent }: TreeNode): void {
  agent.failed ||= span.status === 'ERROR';
  if (span.spanType === 'TOOL') agent.toolCalls += 1;
  // A client's own span below a framework's is the same call seen twice.
  if (!MODELS.has(span.spanType) || MODELS.has(parent?.span.spanType ?? '')) return;
  agent.modelCalls += 1;
  agent.tokens += (span.inputTokens ?? 0) + (span.outputTokens ?? 0);
}
