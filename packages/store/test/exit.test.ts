import { describe, expect, it } from '@jest/globals';
import { loadDriver } from '../src/sqlite/load-driver.ts';
import { newPath } from './support/folder.ts';
import { NODE_BINARIES, runProgram } from './support/run-program.ts';
import { querySql } from './support/sql.ts';
import { listAll, openStore } from './support/stores.ts';
import { makeTrace } from './support/traces.ts';

const QUEUED = 200;

const ENDINGS = [
  ['natural end', 0],
  ['process.exit(3)', 3],
  ['uncaught throw', 1],
  ['closeSync', 0],
] as const;

describe.each(NODE_BINARIES)('a program on %s that ends with calls under way', (node) => {
  describe.each(['append-and-end.mjs', 'append-and-end.cjs'])('as %s', (program) => {
    it.each(ENDINGS)('keeps its traces, exit code and output: %s', async (ending, code) => {
      const path = newPath();
      // What the program prints without us: it may name its own error.
      const untraced = await runProgram(program, [newPath(), '0', ending], { node });
      const run = await runProgram(program, [path, String(QUEUED), ending], { node });
      expect(run).toEqual({ ...untraced, code, signal: null });
      expect(querySql(path, 'SELECT count(*) AS n FROM traces')).toEqual([{ n: QUEUED }]);
      expect(querySql(path, 'PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    });
  });

  it('leaves quietly in the midst of reading', async () => {
    const path = newPath();
    const store = openStore(path);
    await store.append(Array.from({ length: 500 }, (_, n) => makeTrace(n)));
    await store.close();
    const run = await runProgram('read-and-exit.mjs', [path], { node });
    expect(run).toEqual({ code: 6, signal: null, stdout: '', stderr: '' });
  });

  it('tells at the end what could not be stored', async () => {
    const run = await runProgram('fail-and-exit.mjs', ['/proc/traces.db'], { node });
    expect(run).toMatchObject({ code: 4, signal: null, stderr: '' });
    expect(run.stdout).toMatch(/^Cannot keep traces in \/proc\/traces\.db: .*\n$/);
  });

  it('does not wait longer than it was told for a database that is locked', async () => {
    const path = newPath();
    const locker = loadDriver(() => {}).open(path);
    locker.exec('PRAGMA journal_mode = WAL; BEGIN IMMEDIATE');
    const run = await runProgram('close-while-locked.mjs', [path], { node });
    locker.close();
    expect(run).toMatchObject({ code: 7, signal: null, stderr: '' });
    // On a busy machine the time may be up before the first attempt has met the lock.
    expect(run.stdout).toMatch(/\(database is locked\): another process keeps it locked|not stored within 300 ms/);
  });

  it('can await its last call at the top level', async () => {
    const path = newPath();
    const run = await runProgram('await-append.mjs', [path], { node });
    expect(run).toMatchObject({ code: 0, signal: null, stderr: '' });
    expect(run.stdout.split('\n').sort()).toEqual(['', `created ${path}`, 'stored']);
    expect(await listAll(openStore(path, { mode: 'read' }))).toHaveLength(1);
  });

  it('is told of the file it has made, even when it leaves at once', async () => {
    const path = newPath();
    const run = await runProgram('await-append.mjs', [path, 'exit'], { node });
    expect(run).toEqual({ code: 0, signal: null, stdout: `created ${path}\n`, stderr: '' });
  });

  it('stores what its own exit listeners append after ours has run', async () => {
    const path = newPath();
    const run = await runProgram('append-in-exit-listener.mjs', [path], { node });
    expect(run).toEqual({ code: 0, signal: null, stdout: '', stderr: '' });
    expect(await listAll(openStore(path, { mode: 'read' }))).toHaveLength(2);
  });
});

describe('closeSync', () => {
  it('has stored everything when it returns, and settles the calls afterwards', async () => {
    const path = newPath();
    const store = openStore(path);
    const calls = Array.from({ length: 20 }, (_, n) => store.append([makeTrace(n)]));
    store.closeSync(10_000);
    expect(querySql(path, 'SELECT count(*) AS n FROM traces')).toEqual([{ n: 20 }]);
    await Promise.all(calls);
    await expect(store.append([makeTrace(99)])).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  });

  it('rejects calls that only read, whose answers would come too late', async () => {
    const path = newPath();
    const store = openStore(path);
    await store.append([makeTrace(1)]);
    const stored = store.append([makeTrace(2)]);
    const read = store.listTraces();
    store.closeSync(10_000);
    await stored;
    await expect(read).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  });

  it('does nothing for a store that was never used', () => {
    const path = newPath();
    openStore(path).closeSync(10_000);
    expect(() => querySql(path, 'SELECT 1 FROM traces')).toThrow(/no such table/);
  });
});
