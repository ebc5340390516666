import { describe, expect, it } from '@jest/globals';
import { agentGraph } from '../../src/trace/agents/agent-graph.ts';
import { layoutGraph } from '../../src/trace/agents/graph-layout.ts';
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

  it('stand in boxes that do not overlap, within the drawing', () => {
    const others = ['a', 'b', 'c'].flatMap((name) => [
      handoff(`to ${name}`, 'boss', name),
      handoff(`of ${name}`, name, 'boss'),
    ]);
    const graph = agentGraph(spanTree([agent('1', 'boss'), ...others, handoff('9', 'a', 'b')]));
    const { agents, width, height } = layoutGraph(graph ?? { agents: [], edges: [], count: 0 });
    expect(new Set(agents.map(({ x, y }) => `${x} ${y}`)).size).toBe(4);
    for (const { x, y } of agents) expect(x >= 0 && y >= 0 && x + 168 <= width && y + 54 <= height).toBe(true);
  });
});
