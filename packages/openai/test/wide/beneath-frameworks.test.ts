import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { libraryVersion, makeProgramFolder, runInNode } from '@spanwright/fixtures';

const packages = join(__dirname, '..', '..', '..');
const program = readFileSync(join(__dirname, '..', 'programs', 'run-beneath.cjs'), 'utf8');

/** Where each framework is installed, and what of it a program needs. */
const frameworks = {
  langchain: { beside: libraryVersion('langchain1', 'openai'), needs: ['openai', '@langchain'] },
  llamaindex: { beside: libraryVersion('llamaindex', 'openai'), needs: ['openai', '@llamaindex', 'llamaindex'] },
  agents: { beside: libraryVersion('openai-agents20', 'openai'), needs: ['openai', '@openai', 'zod'] },
} as const;
const runs = (Object.keys(frameworks) as (keyof typeof frameworks)[]).flatMap((framework) =>
  (['esm', 'cjs'] as const).map((format) => ({ framework, format })),
);

describe('a call of openai beneath a framework that is recorded, too', () => {
  it.each(runs)(
    'is a span below the model span of $framework, its tokens counted once, its context sent ($format)',
    async ({ framework, format }) => {
      const { beside, needs } = frameworks[framework];
      const folder = await makeProgramFolder({
        files: { 'main.cjs': program, 'main.mjs': `import './main.cjs';` },
        links: {
          ...Object.fromEntries(needs.map((name) => [`node_modules/${name}`, join(dirname(beside), name)])),
          ...Object.fromEntries(
            ['core', 'openai', framework].map((name) => [`node_modules/@spanwright/${name}`, join(packages, name)]),
          ),
        },
      });
      try {
        const file = join(folder.path, format === 'esm' ? 'main.mjs' : 'main.cjs');
        const run = await runInNode({ file, args: [framework, format], cwd: folder.path, timeoutMs: 240_000 });
        expect(run.stdout && JSON.parse(run.stdout.trim().split('\n').at(-1) ?? '')).toEqual({
          answer: 'Yes',
          traces: 1,
          providerSpans: 1,
          parentType: 'CHAT_MODEL',
          counted: JSON.stringify({ input_tokens: 9, output_tokens: 2, total_tokens: 11 }),
          traceparent: true,
        });
      } finally {
        await folder.remove();
      }
    },
  );
});
