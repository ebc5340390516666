import { cpSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeProgramFolder, nodeBinaries, type NodeRun, type ProgramFolder, runInNode } from '@spanwright/fixtures';
import { dependency, dualPackage } from './hook/fake-package.ts';

const helper = (name: string): string => pathToFileURL(join(__dirname, 'hook', name)).href;
const inEsm = `import { watch } from '${helper('watch.mjs')}';`;
const inCjs = `const { watch } = require(${JSON.stringify(join(__dirname, 'hook', 'watch.cjs'))});`;
const register = pathToFileURL(join(__dirname, '..', 'dist', 'esm', 'register.js')).href;
const otherTracer = helper('other-tracer.mjs');

let folder: ProgramFolder;
let fork: ProgramFolder;
beforeAll(async () => {
  fork = await makeProgramFolder({ files: dualPackage('fork', 'the linked', '9.0.0') });
  folder = await makeProgramFolder({
    files: {
      ...dualPackage('node_modules/openai', 'the', '1.0.0'),
      ...dependency('esm-own', 'esm', '3.0.0'),
      'another-runtime.cjs': 'delete process.getBuiltinModule;',
      'slow.mjs': 'await new Promise((resolve) => setTimeout(resolve, 20));',
      'type-module/package.json': '{ "type": "module" }',
      'type-module/app.js': `import 'openai';\nimport './start.cjs';`,
      'type-module/start.cjs': `${inCjs}\nwatch('openai');`,
      'worker.mjs': `import 'openai';\n${inEsm}\nwatch('openai'); await import('esm-own');`,
    },
    links: {
      'links/node_modules/openai': join(fork.path, 'fork'),
      'one-hook/node_modules/import-in-the-middle': installed('import-in-the-middle'),
      'two-hooks/node_modules/module-details-from-path': installed('module-details-from-path'),
    },
  });
  const copy = join(folder.path, 'two-hooks/node_modules/import-in-the-middle');
  cpSync(installed('import-in-the-middle'), copy, { recursive: true, dereference: true });
});
afterAll(() => Promise.all([folder.remove(), fork.remove()]));

const installed = (name: string): string => dirname(require.resolve(`${name}/package.json`));

const clean = (...lines: readonly string[]): NodeRun => ({
  code: 0,
  signal: undefined,
  stdout: lines.map((line) => `${line}\n`).join(''),
  stderr: '',
});

describe.each(nodeBinaries())('watching, on %s,', (node) => {
  const runText = (format: 'esm' | 'cjs', text: string, cwd = folder.path): Promise<NodeRun> =>
    runInNode({ node, format, program: `${format === 'esm' ? inEsm : inCjs}\n${text}`, cwd });

  it.each([
    ['require', 'cjs', 'commonjs', 'require hook', `watch('openai'); require('openai');`],
    ['require before', 'cjs', 'commonjs', 'require.cache', `require('openai'); watch('openai');`],
    ['import', 'esm', 'esm', 'require(esm)', `watch('openai'); await import('openai');`],
    ['import by hook', 'esm', 'esm', 'import hook', `watch('openai', { load: false }); await import('openai');`],
  ] as const)('finds a linked package that stands in no node_modules: %s', async (_way, format, is, by, text) => {
    const run = await runText(format, text, join(folder.path, 'links'));
    expect(run).toEqual(clean(`["the linked ${is} 9.0.0: ${by}"]`));
  });

  it('finds an imported module while the rest of the program still awaits', async () => {
    const run = await runText('esm', `import 'openai'; import './slow.mjs'; watch('openai');`);
    expect(run).toEqual(clean('["the esm 1.0.0: require(esm)"]'));
  });

  it.each(['app.js', 'app'])('finds what an ES module program imports, from CommonJS: node %s', async (file) => {
    const run = await runInNode({ node, file: join(folder.path, 'type-module', file), cwd: folder.path });
    expect(run).toEqual(clean('["the esm 1.0.0: require(esm)"]'));
  });

  it('works in a worker thread, which ends by itself', async () => {
    const text = `import { Worker } from 'node:worker_threads';
      new Worker(new URL('./worker.mjs', import.meta.url));`;
    expect(await runText('esm', text)).toEqual(
      clean(`["esm-own's esm 3.0.0: import hook","the esm 1.0.0: require(esm)"]`, '[]'),
    );
  });

  it.each([
    ['process.exit(3)', 3],
    ['process.exitCode = 4', 4],
    ['await Promise.reject(new Error("mine"))', 1],
    ['await new Promise(() => undefined)', 13],
  ])('leaves the exit code of `%s` as it is', async (ending, code) => {
    const traced = await runText('esm', `watch('openai'); await import('esm-own'); ${ending};`);
    expect([traced.code, /^spanwright:/m.test(traced.stderr)]).toEqual([code, false]);
  });
});

describe.each(nodeBinaries())('beside another tracer that hooks all imports, on %s,', (node) => {
  const before = `import 'openai'; watch('openai', { load: false });`;
  const after = `watch('openai', { load: false }); await import('openai');`;
  const late = `watch('openai', { load: false }); await import('${otherTracer}'); await import('openai');`;

  const run = (nodeArgs: readonly string[], text: string, cwd: string): Promise<NodeRun> =>
    runInNode({ node, nodeArgs: nodeArgs.flatMap((url) => ['--import', url]), program: `${inEsm}\n${text}`, cwd });

  const orders = [
    ['theirs first', [otherTracer, register], before],
    ['ours first', [register, otherTracer], before],
    ['theirs first, ours late', [otherTracer], after],
    ['ours late, theirs later', [], late],
  ] as const;

  const cases = orders.flatMap((order) => ['one-hook', 'two-hooks'].map((cwd) => [...order, cwd] as const));
  it.each(cases)('both hear of a module, once: %s', async (_order, args, text, cwd) => {
    const { stdout, stderr, code } = await run(args, text, join(folder.path, cwd));
    expect([code, stderr, ...stdout.split('\n').toSorted()]).toEqual([
      0,
      '',
      '',
      '["the esm 1.0.0: import hook"]',
      'other tracer: the',
    ]);
  });
});

describe('core, in a runtime that lacks what Node.js 20.19 has,', () => {
  const nodeArgs = ['--require', './another-runtime.cjs'];

  it.each([
    ['esm', `import ${JSON.stringify(pathToFileURL(join(__dirname, '..', 'dist', 'node', 'index.js')).href)};`],
    ['cjs', `require(${JSON.stringify(join(__dirname, '..', 'dist', 'cjs', 'integration.js'))});`],
  ] as const)('names what it needs: %s', async (format, program) => {
    const { code, stderr } = await runInNode({ nodeArgs, format, program, cwd: folder.path });
    expect(code).toBe(1);
    expect(stderr).toContain(`Error: Spanwright needs process.getBuiltinModule, which Node.js 20.19 and later have;`);
  });
});
