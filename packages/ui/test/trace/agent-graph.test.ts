import { describe, expect, it } from '@jest/globals';
import { agentGraph } from '../../src/trace/agents/agent-graph.ts';
import { BOX, layoutGraph } from '../../src/trace/agents/graph-layout.ts';
import { spanTree } from '../../src/trace/tree/span-tree.ts';
import { outline } from './outline.ts';

const agent = (spanId: string, name: string) => outline(spanId, { spanType: 'AGENT', agent: name });
const handoff = (spanId: string, from: string, to: string, reason?: string) =>
  outline(spanId, { spanType: 'HANDOFF', handoff: { from, to, ...(reason !== undefined && { reason }) } });

describe('the agents of a trace', () => {
  it('are those who work in it, with their hand-offs in order', () => {
    const graph = agentGraph(
      spanTree([
        agent('1', 'triage'),
        outline('2', { parentSpanId: '1', spanType: 'CHAT_MODEL', inputTokens: 5, outputTokens: 2 }),
        outline('3', { parentSpanId: '2', spanType: 'CHAT_MODEL', inputTokens: 5, outputTokens: 2 }),
        handoff('4', 'triage', 'billing', 'it is about money'),
        agent('5', 'billing'),
        handoff('6', 'billing', 'triage'),
        handoff('7', 'triage', 'billing'),
      ]),
    );
    expect(graph).toMatchObject({
      agents: [
        { name: 'triage', modelCalls: 1, tokens: 7 },
        { name: 'billing', modelCalls: 0 },
      ],
      edges: [
        { from: 'triage', to: 'billing', kind: 'handoff', steps: [1, 3], reasons: ['it is about money'], spanId: '4' },
        { from: 'billing', to: 'triage', steps: [2] },
      ],
    });
  });

  it('take turns where nothing is handed over', () => {
    const graph = agentGraph(spanTree([agent('1', 'writer'), agent('2', 'critic'), agent('3', 'writer')]));
    expect(graph?.edges.map(({ from, to, kind }) => [from, to, kind])).toEqual([
      ['writer', 'critic', 'turn'],
      ['critic', 'writer', 'turn'],
    ]);
  });

  it('are no diagram where one agent, or none, is at work', () => {
    expect(agentGraph(spanTree([agent('1', 'alone')]))).toBeUndefined();
    expect(agentGraph(spanTree([outline('1')]))).toBeUndefined();
  });

  it('leave out a span that only frames the work of those who hand over', () => {
    const graph = agentGraph(
      spanTree([outline('1', { spanType: 'AGENT', name: 'all of it' }), handoff('2', 'a', 'b')]),
    );
    expect(graph?.agents.map(({ name }) => name)).toEqual(['a', 'b']);
  });
});

describe('the diagram of agents', () => {
  const names = Array.from({ length: 12 }, (_, index) => `agent ${index}`);
  const everyone = names.flatMap((from) =>
    names.flatMap((to) => (from === to ? [] : [handoff(`${from} ${to}`, from, to)])),
  );
  const { agents, edges, width, height } = layoutGraph(
    agentGraph(spanTree(everyone)) ?? { agents: [], edges: [], count: 0 },
  );
  const numbers = (path: string): readonly number[] => (path.match(/-?[\d.]+/g) ?? []).map(Number);

  it('has its boxes one below another, within the drawing', () => {
    expect(agents).toHaveLength(12);
    for (const [index, { x, y, height: tall }] of agents.entries()) {
      expect(x >= 0 && x + BOX.width <= width && y + tall <= height).toBe(true);
      expect(y).toBeGreaterThan(index === 0 ? 0 : (agents[index - 1]?.y ?? 0) + (agents[index - 1]?.height ?? 0));
    }
  });

  it('has its arrows beside the boxes, from agent to agent, none on another', () => {
    expect(edges).toHaveLength(132);
    const upright = new Map<number, [number, number][]>();
    for (const { from, to, path } of edges) {
      const [startX = 0, startY = 0, , lane = 0] = numbers(path);
      const endY = numbers(path).at(-2) ?? 0;
      const [first, last] = [from, to].map((name) => agents.find((agent) => agent.name === name));
      expect(lane < (first?.x ?? 0) || lane > (first?.x ?? 0) + BOX.width).toBe(true);
      expect(lane >= 0 && lane <= width && startX > 0).toBe(true);
      expect(startY > (first?.y ?? 0) && startY < (first?.y ?? 0) + (first?.height ?? 0)).toBe(true);
      expect(endY > (last?.y ?? 0) && endY < (last?.y ?? 0) + (last?.height ?? 0)).toBe(true);
      const others = upright.get(lane) ?? [];
      const [above, below] = [Math.min(startY, endY), Math.max(startY, endY)];
      expect(others.filter(([top, bottom]) => Math.max(top, above) < Math.min(bottom, below))).toEqual([]);
      upright.set(lane, [...others, [above, below]]);
    }
  });

  it('labels an arrow where no other label is, as long as there is room', () => {
    const chain = names
      .slice(1)
      .flatMap((name) => [handoff(`to ${name}`, 'agent 0', name), handoff(`of ${name}`, name, 'agent 0')]);
    const { edges: fan } = layoutGraph(agentGraph(spanTree(chain)) ?? { agents: [], edges: [], count: 0 });
    const labels = fan.map(({ label }) => label);
    for (const [index, { x, y, width: wide }] of labels.entries())
      for (const other of labels.slice(index + 1))
        expect(Math.abs(x - other.x) >= (wide + other.width) / 2 || Math.abs(y - other.y) >= 18).toBe(true);
  });

  it('draws what an agent hands to itself as a loop beside its box', () => {
    const { edges: own, agents: boxes } = layoutGraph({
      agents: agents.slice(0, 1),
      count: 1,
      edges: [{ from: 'agent 0', to: 'agent 0', kind: 'handoff', steps: [1], reasons: [], spanId: '1' }],
    });
    expect(numbers(own[0]?.path ?? '').at(-1)).toBe((boxes[0]?.x ?? 0) + BOX.width);
  });
});
