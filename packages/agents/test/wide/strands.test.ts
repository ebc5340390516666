import { describe, it } from '@jest/globals';
import { nodeBinaries } from '@spanwright/fixtures';
import { expectReviewedAgents } from './compare-scenarios.ts';

describe.each(nodeBinaries())('Strands Agents on %s', (node) => {
  it('gives a program what it gave untraced, and the reviewed trees', () =>
    expectReviewedAgents({
      node,
      version: 'strands1',
      linked: ['@strands-agents', 'zod'],
      suite: 'strands-scenarios.cjs',
      format: 'esm',
      snapshots: 'strands1',
      prints: /^(?:\w+ has no maxSteps or timeout set; .*|node_id=<alice>, error=<overloaded> .*)\n/gm,
    }));
});
