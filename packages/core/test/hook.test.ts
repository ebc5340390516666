import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeProgramFolder, nodeBinaries, type NodeRun, type ProgramFolder, runInNode } from '@spanwright/fixtures';
import { dependency, dualPackage } from './hook/fake-package.ts';

const helpers = join(__dirname, 'hook');
const watchMjs = pathToFileURL(join(helpers, 'watch.mjs')).href;
const watchCjs = join(helpers, 'watch.cjs');
const watchModuleJs = pathToFileURL(join(__dirname, '..', 'dist', 'esm', 'hook', 'watch-module.js')).href;
const register = pathToFileURL(join(__dirname, '..', 'dist', 'esm', 'register.js')).href;
const registerCjs = join(__dirname, '..', 'dist', 'cjs', 'register.js');

let folder: ProgramFolder;
beforeAll(async () => {
  folder = await makeProgramFolder({
    files: {
      ...dualPackage('node_modules/openai', 'the', '1.0.0'),
      ...dependency('cjs-shared', 'commonjs'),
      ...dependency('cjs-own', 'commonjs', '2.0.0'),
      ...dependency('esm-shared', 'esm'),
      ...dependency('esm-own', 'esm', '3.0.0'),
      'node_modules/slow/package.json': JSON.stringify({ name: 'slow', version: '4.0.0', exports: './index.mjs' }),
      'node_modules/slow/index.mjs': `await new Promise((resolve) => setTimeout(resolve, 50));
        export class Client { static copy = 'slow' }`,
      'node_modules/broken/package.json': JSON.stringify({ name: 'broken', version: '5.0.0', exports: './index.mjs' }),
      'node_modules/broken/index.mjs': `throw new Error('it does not load');`,
    },
  });
});
afterAll(() => folder.remove());

interface Scenario {
  readonly title: string;
  readonly program: string;
  readonly found: readonly string[];
  readonly nodeArgs?: readonly string[];
}

const inEsm = (text: string): string => `import { watch } from '${watchMjs}';\n${text}`;
const inCjs = (text: string): string => `const { watch } = require(${JSON.stringify(watchCjs)});\n${text}`;

const esm: readonly Scenario[] = [
  {
    title: 'an import before',
    program: `import 'openai'; watch('openai');`,
    found: ['the esm 1.0.0: require(esm)'],
  },
  {
    title: 'an import() after',
    program: `watch('openai'); await import('openai');`,
    found: ['the esm 1.0.0: require(esm)'],
  },
  {
    title: 'an import() after, by the import hook alone',
    program: `watch('openai', { load: false }); await import('openai');`,
    found: ['the esm 1.0.0: import hook'],
  },
  {
    title: 'nothing of it is loaded with `load: false`',
    program: `import 'openai'; watch('openai', { load: false });`,
    found: [],
  },
  {
    title: 'no import hook is started with `loader: false`',
    program: `watch('openai', { load: false, loader: false }); await import('openai');`,
    found: [],
  },
  {
    title: 'a CommonJS dependency that shares the copy, before',
    program: `import 'cjs-shared'; watch('openai');`,
    found: ['the commonjs 1.0.0: require.cache', 'the esm 1.0.0: require(esm)'],
  },
  {
    title: 'a CommonJS dependency with its own copy, before',
    program: `import 'cjs-own'; watch('openai');`,
    found: ["cjs-own's commonjs 2.0.0: require.cache", 'the esm 1.0.0: require(esm)'],
  },
  {
    title: 'CommonJS dependencies, shared copy and own, after',
    program: `watch('openai'); await import('cjs-shared'); await import('cjs-own');`,
    found: [
      "cjs-own's commonjs 2.0.0: require hook",
      'the commonjs 1.0.0: require hook',
      'the esm 1.0.0: require(esm)',
    ],
  },
  {
    title: 'an ES module dependency that shares the copy',
    program: `import 'esm-shared'; watch('openai');`,
    found: ['the esm 1.0.0: require(esm)'],
  },
  {
    title: 'an ES module dependency with its own copy, before: not without the preloaded hook',
    program: `import 'esm-own'; watch('openai');`,
    found: ['the esm 1.0.0: require(esm)'],
  },
  {
    title: 'an ES module dependency with its own copy, before, with `--import @spanwright/core/register`',
    program: `import 'esm-own'; watch('openai');`,
    nodeArgs: ['--import', register],
    found: ["esm-own's esm 3.0.0: import hook", 'the esm 1.0.0: require(esm)'],
  },
  {
    title: 'an ES module dependency with its own copy, before, with `--require @spanwright/core/register`',
    program: `import 'esm-own'; watch('openai');`,
    nodeArgs: ['--require', registerCjs],
    found: ["esm-own's esm 3.0.0: import hook", 'the esm 1.0.0: require(esm)'],
  },
  {
    title: 'an ES module dependency with its own copy, after',
    program: `watch('openai'); await import('esm-own');`,
    found: ["esm-own's esm 3.0.0: import hook", 'the esm 1.0.0: require(esm)'],
  },
  {
    title: 'one copy once, though several techniques see it',
    program: `import 'openai'; import 'cjs-shared'; watch('openai'); await import('openai'); await import('cjs-shared');`,
    nodeArgs: ['--import', register],
    found: ['the commonjs 1.0.0: require.cache', 'the esm 1.0.0: import hook'],
  },
  {
    title: 'a module that is being imported at that moment',
    program: `const loading = import('openai'); watch('openai'); await loading; await new Promise(setImmediate);`,
    found: ['the esm 1.0.0: require(esm)'],
  },
  {
    title: 'a module that awaits at its top level',
    program: `watch('slow', { loader: false }); await import('slow');`,
    found: ['slow esm 4.0.0: require(esm)'],
  },
  {
    title: 'the failure of a module that cannot be loaded, once',
    program: `watch('broken');`,
    found: ['error: it does not load'],
  },
  {
    title: 'modules that were given by hand, once',
    program: `import * as given from 'openai'; watch('openai', { load: false, given: [given, given] });`,
    found: ['the esm undefined: given'],
  },
  {
    title: 'several modules that are watched one after the other, by the import hook',
    program: `watch('openai', { load: false }); watch('slow', { load: false });
      await import('slow'); await import('openai');`,
    found: ['slow esm 4.0.0: import hook', 'the esm 1.0.0: import hook'],
  },
  {
    title: 'an import() after, whose exports can be replaced for all that import them',
    program: `import { watchModule } from '${watchModuleJs}';
      const onModule = ({ exports }) => { exports.Client = { copy: 'another' }; };
      watchModule('openai', { load: false, onError: console.error }, onModule);
      watch('openai', { load: false });
      const { Client } = await import('openai');
      if (Client.copy !== 'another') throw new Error('not replaced');`,
    found: ['another esm 1.0.0: import hook'],
  },
  {
    title: 'nothing after the undo',
    program: `watch('openai', { load: false })(); await import('openai'); await import('cjs-shared');`,
    found: [],
  },
  {
    title: 'what both builds of core look for, each for itself',
    program: `import { createRequire } from 'node:module';
      const other = createRequire(import.meta.url)(${JSON.stringify(watchCjs)});
      watch('openai', { load: false }); other.watch('openai', { load: false });
      await import('openai'); await import('cjs-own');`,
    found: [
      ...Array.from({ length: 2 }, () => "cjs-own's commonjs 2.0.0: require hook"),
      ...Array.from({ length: 2 }, () => 'the esm 1.0.0: import hook'),
    ],
  },
];

const commonjs: readonly Scenario[] = [
  {
    title: 'a require before',
    program: `require('openai'); watch('openai');`,
    found: ['the commonjs 1.0.0: require.cache'],
  },
  {
    title: 'a require after',
    program: `watch('openai'); require('openai');`,
    found: ['the commonjs 1.0.0: require hook'],
  },
  {
    title: 'the copies of several dependencies, before and after',
    program: `require('cjs-shared'); watch('openai'); require('cjs-own');`,
    found: ["cjs-own's commonjs 2.0.0: require hook", 'the commonjs 1.0.0: require.cache'],
  },
  {
    title: 'an import() after',
    program: `watch('openai'); import('openai');`,
    found: ['the esm 1.0.0: import hook'],
  },
  {
    title: 'the ES module build is never loaded by us',
    program: `watch('openai');`,
    found: [],
  },
  {
    title: 'a require after somebody else hooked `require`',
    program: `watch('openai');
      const { prototype } = require('node:module'); const before = prototype.require;
      prototype.require = function (id) { return before.call(this, id); };
      require('openai'); require('cjs-own');`,
    found: ["cjs-own's commonjs 2.0.0: require hook", 'the commonjs 1.0.0: require.cache'],
  },
  {
    title: 'that `require` is the very same function after the undo',
    program: `const { prototype } = require('node:module'); const before = prototype.require;
      watch('openai')(); if (prototype.require !== before) throw new Error('not restored');
      const undo = watch('openai'); require('openai'); undo();
      if (prototype.require !== before) throw new Error('not restored');`,
    found: ['the commonjs 1.0.0: require hook'],
  },
];

describe.each(nodeBinaries())('watchModule() finds, on %s,', (node) => {
  const run = (format: 'esm' | 'cjs', { program, nodeArgs = [] }: Scenario): Promise<NodeRun> =>
    runInNode({ node, nodeArgs, format, program: (format === 'esm' ? inEsm : inCjs)(program), cwd: folder.path });

  const outcome = (found: readonly string[]): NodeRun => {
    return { code: 0, signal: undefined, stdout: `${JSON.stringify(found.toSorted())}\n`, stderr: '' };
  };

  it.each(esm)('in an ES module: $title', async (scenario) => {
    expect(await run('esm', scenario)).toEqual(outcome(scenario.found));
  });

  it.each(commonjs)('in CommonJS: $title', async (scenario) => {
    expect(await run('cjs', scenario)).toEqual(outcome(scenario.found));
  });
});
