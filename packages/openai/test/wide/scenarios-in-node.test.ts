import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  libraryVersion,
  makeProgramFolder,
  nodeBinaries,
  type ProviderServer,
  runInNode,
  startProviderServer,
} from '@spanwright/fixtures';
import { needs, scenarios } from '../scenarios/scenarios.cjs';

const packages = join(__dirname, '..', '..', '..');
const textOf = (path: string): string => readFileSync(join(__dirname, '..', path), 'utf8');
const scenarioFiles = Object.fromEntries(
  readdirSync(join(__dirname, '..', 'scenarios'))
    .filter((name) => name.endsWith('.cjs'))
    .map((name) => [name, textOf(`scenarios/${name}`)]),
);

interface Report {
  readonly restored: boolean;
  readonly report: readonly unknown[];
  /** Of each scenario, the spans that it made. */
  readonly summaries: { readonly [scenario: string]: readonly string[] };
}

let server: ProviderServer;
beforeAll(async () => void (server = await startProviderServer()));
afterAll(() => server.close());

const inEveryMajor = Object.keys(scenarios).filter((name) => !(name in needs));

/** The spans of the first run, which all others must have, too. */
const expected: Record<string, readonly string[]> = {};

describe.each(nodeBinaries())('on %s', (node) => {
  describe.each(['openai4', 'openai5', 'openai6', 'openai7'])('%s', (version) => {
    it.each(['esm', 'cjs'])(
      'gives a program of format %s exactly what the untraced client gives, with the same spans in every major',
      async (format) => {
        const folder = await makeProgramFolder({
          files: {
            'main.cjs': textOf('programs/run-scenarios.cjs'),
            // Only in a program that starts as an ES module are copies found that it imported before autolog.
            'main.mjs': `import './main.cjs';`,
            ...scenarioFiles,
          },
          links: {
            'node_modules/openai': libraryVersion(version, 'openai'),
            'node_modules/@spanwright/openai': join(packages, 'openai'),
            'node_modules/@spanwright/core': join(packages, 'core'),
          },
        });
        try {
          const run = await runInNode({
            node,
            file: join(folder.path, format === 'esm' ? 'main.mjs' : 'main.cjs'),
            args: [format, server.url],
            cwd: folder.path,
            timeoutMs: 240_000,
          });
          expect({ ...run, stdout: '' }).toEqual({ code: 0, signal: undefined, stderr: '', stdout: '' });
          const { restored, report, summaries } = JSON.parse(run.stdout) as Report;
          expect({ restored, report }).toEqual({ restored: true, report: [] });
          expect(Object.keys(summaries)).toEqual(expect.arrayContaining(inEveryMajor));
          for (const [name, spans] of Object.entries(summaries)) {
            expect([name, spans]).toEqual([name, (expected[name] ??= spans)]);
          }
        } finally {
          await folder.remove();
        }
      },
    );
  });
});
