import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  expectTextSnapshot,
  nodeBinaries,
  ownRecordings,
  type ProgramFolder,
  type ProviderServer,
  spanTrees,
  startProviderServer,
} from '@spanwright/fixtures';
import { scenarios } from '../scenarios/scenarios.cjs';
import { runTraced, runUntraced, scenarioFolder, type ScenarioRunOptions, type TracedRun } from './scenario-run.ts';

const names = Object.keys(scenarios);
const trees = join(__dirname, '..', '__snapshots__', 'llamaindex');
const treeFile = (name: string): string => `${name.replaceAll(/[^a-z0-9]+/gi, '-').toLowerCase()}.span-tree.txt`;

let server: ProviderServer;
beforeAll(async () => {
  server = await startProviderServer({ recordings: [...ownRecordings('llamaindex'), ...ownRecordings('openai')] });
});
afterAll(() => server.close());

describe.each(nodeBinaries())('on %s', (node) => {
  describe.each(['cjs', 'esm'] as const)('a program of format %s', (format) => {
    const options = (): ScenarioRunOptions => ({ node, format, url: server.url });
    let untraced: TracedRun['seen'] = {};
    let traced: TracedRun = { seen: {}, traces: {}, restored: undefined };
    let folder: ProgramFolder;

    beforeAll(async () => {
      folder = await scenarioFolder();
      untraced = await runUntraced(folder, options());
      traced = await runTraced(folder, options());
    });
    afterAll(() => folder.remove());

    it.each(names)('sees what it sees without tracing: %s', (name) => {
      expect(untraced[name]).toBeDefined();
      expect(traced.seen[name]).toBe(untraced[name]);
    });

    it.each(names)('has the same spans in any format, all of them ended: %s', (name) => {
      const traces = traced.traces[name] ?? [];
      expect(traces.flatMap(({ spans }) => spans).filter(({ endTimeNs }) => endTimeNs === undefined)).toEqual([]);
      expectTextSnapshot(join(trees, treeFile(name)), spanTrees(traces));
    });

    it('has its own functions back when tracing is switched off', () => expect(traced.restored).toEqual([]));
  });
});

it('has no span tree without a scenario', () => {
  expect(readdirSync(trees).toSorted()).toEqual(names.map(treeFile).toSorted());
});
