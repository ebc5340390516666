import { readFileSync } from 'node:fs';
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
import { scenarios } from '../scenarios/scenarios.cjs';

const packages = join(__dirname, '..', '..', '..');
const textOf = (path: string): string => readFileSync(join(__dirname, '..', path), 'utf8');

let server: ProviderServer;
beforeAll(async () => void (server = await startProviderServer()));
afterAll(() => server.close());

describe.each(nodeBinaries())('on %s', (node) => {
  describe.each(['openai4', 'openai5', 'openai6', 'openai7'])('%s', (version) => {
    it.each(['esm', 'cjs'])(
      'gives a program of format %s exactly what the untraced client gives, one span per call',
      async (format) => {
        const folder = await makeProgramFolder({
          files: {
            'main.cjs': textOf('programs/run-scenarios.cjs'),
            // Only in a program that starts as an ES module are copies found that it imported before autolog.
            'main.mjs': `import './main.cjs';`,
            'scenarios.cjs': textOf('scenarios/scenarios.cjs'),
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
          });
          expect({ ...run, stdout: JSON.parse(run.stdout || '{}') as unknown }).toEqual({
            code: 0,
            signal: undefined,
            stderr: '',
            stdout: { scenarios: Object.keys(scenarios).length, restored: true, report: [] },
          });
        } finally {
          await folder.remove();
        }
      },
    );
  });
});
