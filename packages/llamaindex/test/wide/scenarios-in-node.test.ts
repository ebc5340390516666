import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { nodeBinaries, ownRecordings, type ProviderServer, startProviderServer } from '@spanwright/fixtures';
import { scenarios } from '../scenarios/scenarios.cjs';
import { expectReviewedScenarios, trees } from './scenario-run.ts';

const names = Object.keys(scenarios);
const treeFile = (name: string): string => `${name.replaceAll(/[^a-z0-9]+/gi, '-').toLowerCase()}.span-tree.txt`;

let server: ProviderServer;
beforeAll(async () => {
  server = await startProviderServer({ recordings: [...ownRecordings('llamaindex'), ...ownRecordings('openai')] });
});
afterAll(() => server.close());

describe.each(nodeBinaries())('on %s', (node) => {
  it.each(['cjs', 'esm'] as const)(
    'a program of format %s sees what it sees without tracing, and has the reviewed spans',
    async (format) => {
      const traces = await expectReviewedScenarios({ node, format, url: server.url });
      expect(Object.keys(traces)).toEqual(names);
    },
  );
});

it('has no span tree without a scenario', () => {
  expect(readdirSync(trees).toSorted()).toEqual(names.map(treeFile).toSorted());
});
