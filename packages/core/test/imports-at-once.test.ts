import { describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { makeProgramFolder, runInNode } from '@spanwright/fixtures';

const names = ['one', 'two', 'three', 'four'];

const preload = `
import { createAutolog, defineAttachment } from '@spanwright/core/kit';
const names = ${JSON.stringify(names)};
const attach = Object.fromEntries(names.map((name) => [name, () => { console.log(name); return () => {}; }]));
createAutolog(defineAttachment({ name: 'lib', module: 'one', versions: '>=1', attach }))({ load: false });`;

describe('a file that imports several libraries', () => {
  it('is the first to run after all of them were found', async () => {
    const libraries = names.flatMap((name) => [
      [`node_modules/${name}/package.json`, `{ "name": "${name}", "version": "1.0.0", "exports": "./index.mjs" }`],
      [`node_modules/${name}/index.mjs`, `export class ${name.toUpperCase()} {}`],
    ]);
    const folder = await makeProgramFolder({
      files: {
        ...Object.fromEntries(libraries),
        'preload.mjs': preload,
        'main.mjs': `${names.map((name) => `import '${name}';`).join(' ')} console.log('main');`,
      },
      links: { 'node_modules/@spanwright/core': join(__dirname, '..') },
    });
    try {
      const run = await runInNode({
        file: join(folder.path, 'main.mjs'),
        nodeArgs: ['--import', join(folder.path, 'preload.mjs')],
        cwd: folder.path,
      });
      expect(run).toMatchObject({ code: 0, stdout: `${names.join('\n')}\nmain\n`, stderr: '' });
    } finally {
      await folder.remove();
    }
  });
});
