import { describe, expect, it } from '@jest/globals';
import { withSpan } from '../src/api/with-span.ts';
import { AgentAttributeKey, HandoffAttributeKey, SpanType } from '../src/model/index.ts';
import { collect } from './collecting-exporter.ts';

const agent = (name: string, work: () => void, attributes = {}): void =>
  withSpan({ name, spanType: SpanType.AGENT, attributes }, work);
const handoff = (from: string, to: string): void =>
  withSpan(
    {
      name: 'Handoff',
      spanType: SpanType.HANDOFF,
      attributes: { [HandoffAttributeKey.FROM]: from, [HandoffAttributeKey.TO]: to },
    },
    () => {},
  );

describe('the agents of a trace', () => {
  it('are named by spans of that type, each once, in order', async () => {
    const [trace] = await collect(() =>
      withSpan('run', () => {
        agent('triage', () => handoff('triage', 'expert'));
        agent('expert', () => handoff('expert', 'triage'));
        agent('triage', () => {});
      }),
    );
    expect(trace?.agents()).toEqual({
      agents: ['triage', 'expert'],
      handoffs: [
        { from: 'triage', to: 'expert' },
        { from: 'expert', to: 'triage' },
      ],
    });
  });

  it('are those that spans name, where any does: a run of agents is none itself', async () => {
    const [trace] = await collect(() =>
      agent('AgentRunner.run', () => agent('expert (copy)', () => {}, { [AgentAttributeKey.NAME]: 'expert' })),
    );
    expect(trace?.agents().agents).toEqual(['expert']);
  });
});
