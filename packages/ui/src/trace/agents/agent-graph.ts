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

/** Who took part in a trace, and who handed over to whom. */
export interface AgentGraph {
  /** In order of their first appearance. */
  readonly agents: readonly AgentNode[];
  readonly edges: readonly AgentEdge[];
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
  const nodes = [...tree.byId.values()];
  const handoffs = nodes.flatMap(handoffOf);
  const steps = handoffs.length > 0 ? handoffs : turns(nodes);
  const agents = agentsOf(nodes, steps);
  return agents.length < 2 ? undefined : { agents, edges: edgesOf(steps) };
}

function handoffOf({ span: { handoff, spanId } }: TreeNode): readonly Step[] {
  return handoff?.from && handoff.to ? [{ ...handoff, kind: 'handoff', spanId }] : [];
}

function turns(nodes: readonly TreeNode[]): readonly Step[] {
  const spoken = nodes.filter(({ span }) => span.spanType === 'AGENT' && span.agent !== undefined);
  return spoken.flatMap(({ span }, index) => {
    const before = spoken[index - 1]?.span.agent;
    const { agent, spanId } = span;
    return before === undefined || agent === undefined || before === agent
      ? []
      : [{ from: before, to: agent, kind: 'turn', spanId } as const];
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

function agentsOf(nodes: readonly TreeNode[], steps: readonly Step[]): readonly AgentNode[] {
  const agents = new Map<string, Counting>();
  const named = (name: string, spanId: string): Counting => {
    const agent = agents.get(name) ?? { name, spanId, modelCalls: 0, toolCalls: 0, tokens: 0, failed: false };
    agents.set(name, agent);
    return agent;
  };
  for (const node of nodes) {
    const name = workerOf(node);
    if (name !== undefined) count(named(name, node.span.spanId), node);
  }
  for (const { from, to, spanId } of steps) for (const name of [from, to]) named(name, spanId);
  return [...agents.values()];
}

/** The agent in whose work a span is. */
function workerOf(node: TreeNode): string | undefined {
  for (let at: TreeNode | undefined = node; at; at = at.parent) if (at.span.agent !== undefined) return at.span.agent;
  return undefined;
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
