import { describe, expect, it } from '@jest/globals';
import { cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { makeFolder, newPath } from './support/folder.ts';
import { NODE_BINARIES, type RunOptions, runProgram } from './support/run-program.ts';
import { listAll, openStore } from './support/stores.ts';

const PACKAGE = join(__dirname, '..');
const PROGRAMS = join(__dirname, 'programs');
const ENDINGS = ['natural end', 'process.exit(3)'];

/** A program with a copy of this package that lacks the worker's file, as in a bundle. */
function withoutWorkerFile(): { readonly program: string; readonly workerFile: string } {
  const folder = makeFolder();
  const copy = join(folder, 'node_modules', '@spanwright', 'store');
  cpSync(join(PACKAGE, 'dist'), join(copy, 'dist'), { recursive: true });
  cpSync(join(PACKAGE, 'package.json'), join(copy, 'package.json'));
  link(folder, '@spanwright/core');
  link(folder, '@photostructure/sqlite');
  for (const file of ['append-and-end.mjs', 'traces.mjs']) cpSync(join(PROGRAMS, file), join(folder, file));
  const workerFile = join(copy, 'dist', 'cjs', 'worker.js');
  rmSync(workerFile);
  return { program: join(folder, 'append-and-end.mjs'), workerFile };
}

function link(folder: string, name: string): void {
  const target = dirname(createRequire(__filename).resolve(`${name}/package.json`));
  mkdirSync(dirname(join(folder, 'node_modules', name)), { recursive: true });
  symlinkSync(target, join(folder, 'node_modules', name));
}

async function expectTraces(path: string, count: number): Promise<void> {
  expect(await listAll(openStore(path, { mode: 'read' }))).toHaveLength(count);
}

describe.each(NODE_BINARIES)('on %s', (node) => {
  async function expectStored(program: string, ending: string, options: RunOptions = {}): Promise<void> {
    const path = newPath();
    const run = await runProgram(program, [path, '50', ending], { node, ...options });
    expect(run).toMatchObject({ code: ending === 'process.exit(3)' ? 3 : 0, signal: null, stderr: '' });
    await expectTraces(path, 50);
  }

  it('does its work in a thread of its own', async () => {
    const run = await runProgram('count-threads.mjs', [newPath()], { node });
    expect(run).toMatchObject({ code: 0, stdout: '0 1 0\n', stderr: '' });
  });

  it.each(ENDINGS)('stores from a thread of the program: %s', async (ending) => {
    await expectStored('append-in-thread.mjs', ending);
  });

  it.each(ENDINGS)("runs none of the program's preloads: %s", async (ending) => {
    // Each writes to the standard error when it runs in the store's thread.
    const preload = join(PROGRAMS, 'tell-if-preloaded.cjs');
    const register = join(PROGRAMS, 'register-hooks.mjs');
    await expectStored('append-and-end.mjs', ending, { nodeOptions: ['--require', preload, '--import', register] });
    await expectStored('append-and-end.mjs', ending, {
      env: { NODE_OPTIONS: `--require ${preload} --import ${register}` },
    });
  });

  it.each(ENDINGS)('stores in the thread at hand where no other can run: %s', async (ending) => {
    await expectStored(withoutWorkerFile().program, ending);
  });

  it.each(ENDINGS)('stores in the thread at hand when the other one fails: %s', async (ending) => {
    const { program, workerFile } = withoutWorkerFile();
    writeFileSync(workerFile, 'throw new Error("broken worker");');
    await expectStored(program, ending);
  });
});
