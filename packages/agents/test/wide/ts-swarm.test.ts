import { describe, it } from '@jest/globals';
import { nodeBinaries } from '@spanwright/fixtures';
import { expectReviewedAgents } from './compare-scenarios.ts';

describe.each(nodeBinaries())('ts-swarm on %s', (node) => {
  it.each(['esm', 'cjs'] as const)('gives a program what it gave untraced, and the reviewed trees: %s', (format) =>
    expectReviewedAgents({
      node,
      version: 'ts-swarm1',
      linked: ['ts-swarm', 'ai', 'zod'],
      suite: 'swarm-scenarios.cjs',
      format,
      snapshots: 'ts-swarm1',
    }),
  );
});
