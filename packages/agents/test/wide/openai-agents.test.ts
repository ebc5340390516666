import { describe, it } from '@jest/globals';
import { nodeBinaries } from '@spanwright/fixtures';
import { type AgentComparison, expectReviewedAgents } from './compare-scenarios.ts';

describe.each(nodeBinaries())('OpenAI Agents on %s', (node) => {
  describe.each(['openai-agents3', 'openai-agents14', 'openai-agents20'])('%s', (version) => {
    const agents: Omit<AgentComparison, 'format' | 'snapshots'> = {
      node,
      version,
      linked: ['@openai', 'openai', 'zod'],
      suite: 'agent-scenarios.cjs',
      // The SDK's own exporter, which goes on as without us.
      prints: /^No API key provided for OpenAI tracing exporter. Exports will be skipped\n/gm,
    };

    it.each(['esm', 'cjs'] as const)(
      'gives a program of format %s what it gave untraced, and the reviewed trees',
      (format) => expectReviewedAgents({ ...agents, format, snapshots: `${version}/alone` }),
    );

    it('has one provider span below each model span when openai is traced too', () =>
      expectReviewedAgents({ ...agents, format: 'cjs', withOpenai: true, snapshots: `${version}/with-openai` }));
  });
});
