import { describe, it } from '@jest/globals';
import { nodeBinaries } from '@spanwright/fixtures';
import { expectReviewedAgents } from './compare-scenarios.ts';

describe.each(nodeBinaries())('the AI SDK on %s', (node) => {
  it('gives a program what it gave untraced, and the reviewed trees', () =>
    expectReviewedAgents({
      node,
      version: 'ai7',
      linked: ['ai', 'zod'],
      suite: 'ai-scenarios.cjs',
      format: 'esm',
      snapshots: 'ai7',
    }));
});
