import { dirname, join } from 'node:path';
import { expect, it } from '@jest/globals';
import { makeProgramFolder, runInNode } from '@spanwright/fixtures';

const LIST = `const loaded = Object.keys(createRequire(__filename).cache)
  .flatMap((file) => /packages[\\\\/](?:core|openai)[\\\\/]dist[\\\\/].*$/.exec(file)?.[0].split(/[\\\\/]/).slice(1).join('/') ?? []);
console.log(loaded.sort().join('\\n'));`;

const programs = {
  'main.cjs': `const { createRequire } = require('node:module');
require('openai');
require('@spanwright/core');
require('@spanwright/openai').autolog({ loader: false });
${LIST}`,
  'main.mjs': `import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import 'openai';
import '@spanwright/core';
import { autolog } from '@spanwright/openai';
autolog({ loader: false });
const __filename = fileURLToPath(import.meta.url);
${LIST}`,
};

const WITH_AUTOLOG = ['core/dist/cjs/integration.js', 'openai/dist/cjs/index.js'];

it.each([
  ['main.cjs', ['core/dist/cjs/index.js', ...WITH_AUTOLOG]],
  ['main.mjs', ['core/dist/cjs/names.js', ...WITH_AUTOLOG].sort()],
])('loads neither readers nor the recorder before the first call: %s', async (file, files) => {
  const links = {
    'node_modules/@spanwright/openai': dirname(__dirname),
    'node_modules/@spanwright/core': join(dirname(__dirname), '..', 'core'),
    'node_modules/openai': dirname(require.resolve('openai')),
  };
  const folder = await makeProgramFolder({ files: programs, links });
  try {
    const run = await runInNode({ file: join(folder.path, file), cwd: folder.path });
    expect(run).toEqual({ code: 0, signal: undefined, stdout: `${files.join('\n')}\n`, stderr: '' });
  } finally {
    await folder.remove();
  }
});
