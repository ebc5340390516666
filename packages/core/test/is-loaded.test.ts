import { describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { makeProgramFolder, runInNode } from '@spanwright/fixtures';

const library = {
  'package.json':
    '{ "name": "lib", "version": "3.0.0", "exports": { "import": "./index.mjs", "require": "./index.cjs" } }',
  'index.cjs': `console.log('loaded cjs'); globalThis.lib = true; exports.Inner = class {};`,
  'index.mjs': `console.log('loaded esm'); globalThis.lib = true; export class Inner {}`,
};

const autolog = `
createAutolog(defineAttachment({ name: 'lib', module: 'lib', versions: '>=1 <2', otherVersions: { lib: '>=3' },
  isLoaded: () => globalThis.lib === true,
  attach: { lib: () => { console.log('attached'); return () => {}; } } }))();`;

const programs: Record<string, readonly [text: string, printed: string]> = {
  'is not loaded by autolog': [autolog, ''],
  'is reached where the program has imported it': [`import 'lib'; ${autolog}`, 'loaded esm\nattached\n'],
  'is reached where the program imports it later': [`${autolog} await import('lib');`, 'loaded esm\nattached\n'],
  'is not loaded twice where the program has required it': [
    `import { createRequire } from 'node:module'; createRequire(import.meta.url)('lib'); ${autolog}`,
    'loaded cjs\nattached\n',
  ],
};

describe('a library that leaves a mark when it is loaded, in an ES module program', () => {
  it.each(Object.entries(programs))('%s, and no warning tells of its version', async (_, [text, printed]) => {
    const files = Object.entries(library).map(([name, content]) => [`node_modules/lib/${name}`, content]);
    const head = `import { createAutolog, defineAttachment } from '@spanwright/core/kit';`;
    const folder = await makeProgramFolder({
      files: { ...Object.fromEntries(files), 'main.mjs': `${head}${text}` },
      links: { 'node_modules/@spanwright/core': join(__dirname, '..') },
    });
    try {
      const run = await runInNode({ file: join(folder.path, 'main.mjs'), cwd: folder.path });
      expect(run).toMatchObject({ code: 0, stdout: printed, stderr: '' });
    } finally {
      await folder.remove();
    }
  });
});
