import { execFileSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeProgramFolder, nodeBinaries, type ProgramFolder } from '@spanwright/fixtures';
import { callerFile } from '../src/hook/caller-file.ts';
import { isInstalled } from '../src/hook/is-installed.ts';
import { supportsSyncHooks } from '../src/hook/module-system.ts';
import { parseModuleName } from '../src/hook/module-name.ts';
import { readPackage } from '../src/hook/package-info.ts';
import { resolveEntry } from '../src/hook/resolve-entry.ts';
import { watchModule } from '../src/hook/watch-module.ts';

const packages: { readonly [name: string]: { readonly manifest: object; readonly subpaths: readonly string[] } } = {
  conditions: {
    manifest: { exports: { node: { import: './a.mjs', require: './b.cjs' }, default: './c.js' } },
    subpaths: ['.'],
  },
  lists: { manifest: { exports: { '.': [{ unknown: './c.js' }, './b.cjs'] } }, subpaths: ['.'] },
  patterns: {
    manifest: {
      exports: { './*': './lib/*.mjs', './x/*': './lib/x-*.mjs', './x/private': null, './y/*/z': './lib/*.mjs' },
    },
    subpaths: ['./one', './x/two', './x/private', './y/one/z', './none'],
  },
  main: { manifest: { main: 'lib/entry' }, subpaths: ['.'] },
  nothing: { manifest: {}, subpaths: ['.'] },
};
const files = ['a.mjs', 'b.cjs', 'c.js', 'index.js', 'lib/one.mjs', 'lib/x-two.mjs', 'lib/entry.js'];

let folder: ProgramFolder;
beforeAll(async () => {
  const all = Object.entries(packages).flatMap(([name, { manifest }]) => [
    [`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.2.3', ...manifest })],
    ...files.map((file) => [`node_modules/${name}/${file}`, '']),
  ]);
  folder = await makeProgramFolder({ files: Object.fromEntries(all) as { [path: string]: string } });
});
afterAll(() => folder.remove());

const resolve = (format: 'esm' | 'commonjs', name: string, subpath: string): string | undefined => {
  const info = readPackage(join(folder.path, 'node_modules', name))!;
  return resolveEntry(info, subpath, format);
};

const resolveByNode = (node: string, format: 'esm' | 'commonjs', specifiers: readonly string[]): unknown => {
  const program =
    format === 'esm'
      ? `import { fileURLToPath } from 'node:url'; import { existsSync } from 'node:fs';
         const find = (name) => { const file = fileURLToPath(import.meta.resolve(name)); return existsSync(file) ? file : null; };`
      : `const find = require.resolve;`;
  const print = `const all = ${JSON.stringify(specifiers)}.map((name) => { try { return find(name); } catch { return null; } });
    process.stdout.write(JSON.stringify(all));`;
  const type = format === 'esm' ? 'module' : 'commonjs';
  const args = [`--input-type=${type}`, '-e', program + print];
  return JSON.parse(execFileSync(node, args, { cwd: folder.path, encoding: 'utf8' }));
};

describe('finding the file of a package', () => {
  const cases = Object.entries(packages).flatMap(([name, { subpaths }]) =>
    subpaths.map((subpath) => [name, subpath] as const),
  );
  it.each(['esm', 'commonjs'] as const)('gives what Node.js gives (%s)', (format) => {
    const ours = cases.map(([name, subpath]) => resolve(format, name, subpath) ?? null);
    const specifiers = cases.map(([name, subpath]) => join(name, subpath));
    expect(ours).toEqual(resolveByNode(process.execPath, format, specifiers));
    expect(ours.filter(Boolean).length).toBeGreaterThan(5);
  });

  it('takes scoped names and subpaths apart', () => {
    expect(['openai', '@a/b', '@a/b/c/d', 'x/y'].map(parseModuleName)).toEqual([
      { packageName: 'openai', subpath: '.' },
      { packageName: '@a/b', subpath: '.' },
      { packageName: '@a/b', subpath: './c/d' },
      { packageName: 'x', subpath: './y' },
    ]);
  });

  it('says whether the program can load a module', () => {
    const caller = join(folder.path, 'app.js');
    expect([
      isInstalled('conditions', caller),
      isInstalled('openai', caller),
      isInstalled('not-there', caller),
    ]).toEqual([true, true, false]);
  });
});

describe.each(nodeBinaries())('import hooks, on %s,', (node) => {
  it('run in the program thread exactly where import-in-the-middle can run there', () => {
    const url = JSON.stringify(require.resolve('import-in-the-middle/supports-sync-hooks.mjs'));
    const program = `import(${url}).then((m) => process.stdout.write(JSON.stringify([process.versions.node, m.supportsSyncHooks()])))`;
    const [version, supported] = JSON.parse(execFileSync(node, ['-e', program], { encoding: 'utf8' })) as [
      string,
      boolean,
    ];
    expect(supportsSyncHooks(version)).toBe(supported);
  });
});

describe('inside jest', () => {
  it('finds what the test has loaded, and starts no hook', () => {
    const nock = require('nock') as object;
    const found: unknown[] = [];
    const failures: unknown[] = [];
    watchModule('nock', { onError: (error) => failures.push(String(error)) }, (module) => found.push(module.exports))();
    expect([found[0] === nock, found.length, failures]).toEqual([true, 1, []]);
  });

  it('tells who called, past our own packages', () => {
    const { runInThisContext } = process.getBuiltinModule('node:vm');
    const callFrom = (filename: string): string | undefined =>
      (runInThisContext('(call) => call()', { filename }) as (call: () => string | undefined) => string | undefined)(
        callerFile,
      );
    expect(callFrom('/somewhere/app.js')).toBe('/somewhere/app.js');
    expect(callFrom('file:///somewhere/app.mjs')).toBe('file:///somewhere/app.mjs');
    expect(callFrom(join(realpathSync(__dirname), 'ours.js'))).not.toBe(join(realpathSync(__dirname), 'ours.js'));
  });
});
