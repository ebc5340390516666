import { describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { makeProgramFolder, runInNode } from '@spanwright/fixtures';

const attach = `
const integration = defineAttachment({ name: 'lib', module: 'lib/inner', versions: '>=1', loadedWith: ['lib/outer'],
  attach: { 'lib/inner': ({ Inner }) => { Inner.attached += 1; return () => {}; } } });
createAutolog(integration)({ load: false });`;

const packages = {
  cjs: {
    'package.json':
      '{ "name": "lib", "version": "1.0.0", "exports": { "./outer": "./outer.js", "./inner": "./stub.js" } }',
    'outer.js': `exports.Inner = require('./inner.js').Inner;`,
    'inner.js': 'exports.Inner = class { static attached = 0; };',
    'stub.js': `module.exports = require('./inner.js');`,
  },
  esm: {
    'package.json':
      '{ "name": "lib", "version": "1.0.0", "type": "module", "exports": { "./outer": "./outer.js", "./inner": "./inner.js" } }',
    'outer.js': `export { Inner } from './inner.js';`,
    'inner.js': 'export class Inner { static attached = 0; }',
  },
};

const programs: Record<string, readonly [format: 'cjs' | 'esm', text: string]> = {
  'before, in CommonJS': ['cjs', `${attach} console.log(require('lib/outer').Inner.attached);`],
  'after, in CommonJS': ['cjs', `const { Inner } = require('lib/outer'); ${attach} console.log(Inner.attached);`],
  'before, in an ES module': ['esm', `${attach} console.log((await import('lib/outer')).Inner.attached);`],
};

describe('a module that others of its package load by a relative path', () => {
  it.each(Object.entries(programs))('is attached to once, autolog %s', async (_, [format, text]) => {
    const kit = `{ createAutolog, defineAttachment }`;
    const head =
      format === 'cjs'
        ? `const ${kit} = require('@spanwright/core/kit');`
        : `import ${kit} from '@spanwright/core/kit';`;
    const files = Object.entries(packages[format]).map(([name, content]) => [`node_modules/lib/${name}`, content]);
    const folder = await makeProgramFolder({
      files: { ...Object.fromEntries(files), [`main.${format === 'cjs' ? 'cjs' : 'mjs'}`]: `${head}${text}` },
      links: { 'node_modules/@spanwright/core': join(__dirname, '..') },
    });
    try {
      const run = await runInNode({
        file: join(folder.path, format === 'cjs' ? 'main.cjs' : 'main.mjs'),
        cwd: folder.path,
      });
      expect(run).toMatchObject({ code: 0, stdout: '1\n', stderr: '' });
    } finally {
      await folder.remove();
    }
  });
});
