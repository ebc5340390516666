import { readFileSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deserialize } from 'node:v8';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  expectTextSnapshot,
  nodeBinaries,
  ownRecordings,
  type ProgramFolder,
  type ProviderServer,
  runInNode,
  spanTrees,
  startProviderServer,
} from '@spanwright/fixtures';
import type { TraceData } from '@spanwright/core/model';
import { scenarios } from '../scenarios/scenarios.cjs';
import { programFolder } from './program.ts';

type Seen = Record<string, string>;
type Traces = Record<string, readonly TraceData[]>;

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
    let untraced: Seen = {};
    let traced: Seen = {};
    let found: { readonly traces: Traces; readonly restored: unknown } = { traces: {}, restored: undefined };
    let folder: ProgramFolder;

    beforeAll(async () => {
      const programs = join(__dirname, '..', 'programs');
      folder = await programFolder({
        'main.cjs': readFileSync(join(programs, 'run-scenarios.cjs'), 'utf8'),
        // Only in a program that starts as an ES module are copies found that it imported before autolog.
        'main.mjs': `import './main.cjs';`,
        ...scenarioFiles(),
      });
      untraced = await run();
      traced = await run(join(folder.path, 'traces'));
      found = deserialize(await readFile(join(folder.path, 'traces'))) as typeof found;
    });
    afterAll(() => folder.remove());

    async function run(...traces: readonly string[]): Promise<Seen> {
      const file = join(folder.path, format === 'esm' ? 'main.mjs' : 'main.cjs');
      const result = await runInNode({ node, file, args: [format, server.url, ...traces], cwd: folder.path });
      expect(result).toMatchObject({ code: 0, stderr: '' });
      return JSON.parse(result.stdout) as Seen;
    }

    it.each(names)('sees what it sees without tracing: %s', (name) => {
      expect(untraced[name]).toBeDefined();
      expect(traced[name]).toBe(untraced[name]);
    });

    it.each(names)('has the same spans in any format, all of them ended: %s', (name) => {
      const traces = found.traces[name] ?? [];
      expect(traces.flatMap(({ spans }) => spans).filter(({ endTimeNs }) => endTimeNs === undefined)).toEqual([]);
      expectTextSnapshot(join(trees, treeFile(name)), spanTrees(traces));
    });

    it('has its own functions back when tracing is switched off', () => expect(found.restored).toEqual([]));
  });
});

it('has no span tree without a scenario', () => {
  expect(readdirSync(trees).toSorted()).toEqual(names.map(treeFile).toSorted());
});

function scenarioFiles(): Record<string, string> {
  const folder = join(__dirname, '..', 'scenarios');
  const files = readdirSync(folder).filter((file) => file.endsWith('.cjs'));
  return Object.fromEntries(files.map((file) => [`scenarios/${file}`, readFileSync(join(folder, file), 'utf8')]));
}
