import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { libraryVersion, makeProgramFolder, runInNode } from '@spanwright/fixtures';

const packages = join(__dirname, '..', '..', '..');
const recordings = join(packages, '..', 'fixtures', 'openai');
const fuzzFolder = join(__dirname, '..', 'fuzz');
const program = readFileSync(join(__dirname, '..', 'programs', 'run-fuzz.cjs'), 'utf8');

const TOTAL = 10_000;
const runs = ['openai4', 'openai5', 'openai6', 'openai7'].flatMap((version) => [
  { version, format: 'esm' },
  { version, format: 'cjs' },
]);
const share = TOTAL / runs.length;

describe('answers that are not as documented', () => {
  it.each(runs.map((run, index) => ({ ...run, first: 1 + index * share })))(
    'reach a program of $format with $version as without tracing, and leave no span open (seeds from $first)',
    async ({ version, format, first }) => {
      const sources = readdirSync(fuzzFolder).filter((name) => name.endsWith('.cjs'));
      const folder = await makeProgramFolder({
        files: {
          ...Object.fromEntries(sources.map((name) => [name, readFileSync(join(fuzzFolder, name), 'utf8')])),
          'main.cjs': program,
          // Only in a program that starts as an ES module are copies found that it imported before autolog.
          'main.mjs': `import './main.cjs';`,
        },
        links: {
          'node_modules/openai': libraryVersion(version, 'openai'),
          'node_modules/@spanwright/openai': join(packages, 'openai'),
          'node_modules/@spanwright/core': join(packages, 'core'),
        },
      });
      try {
        const file = join(folder.path, format === 'esm' ? 'main.mjs' : 'main.cjs');
        const args = [format, recordings, String(first), String(share)];
        const run = await runInNode({ file, args, cwd: folder.path, timeoutMs: 240_000 });
        expect({ ...run, stdout: '' }).toEqual({ code: 0, signal: undefined, stderr: '', stdout: '' });
        expect(JSON.parse(run.stdout)).toEqual([]);
      } finally {
        await folder.remove();
      }
    },
  );
});
