import { describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emptyFolder, endOf, runCli, startCli } from './run-cli.ts';

const program = (name: string): string => join(__dirname, 'programs', name);

/** Names of the traces in that folder's database. */
async function tracesIn(cwd: string): Promise<readonly string[]> {
  const { stdout } = await runCli(['traces', 'list', '--json'], { cwd });
  const traces = JSON.parse(stdout || '[]') as readonly { readonly tags: Readonly<Record<string, string>> }[];
  return traces.map(({ tags }) => tags['mlflow.traceName'] ?? '');
}

describe('spanwright run', () => {
  it('traces an ES module program that imports the library statically', async () => {
    const cwd = emptyFolder();
    const { code, stdout } = await runCli(['run', '--', 'node', program('one-call.mjs'), '--flag', 'a b'], { cwd });
    expect({ code, stdout }).toEqual({ code: 0, stdout: '{"answered":1,"args":["--flag","a b"]}\n' });
    expect(await tracesIn(cwd)).toEqual(['Completions']);
  });

  it('traces a CommonJS program, and gives its exit code on', async () => {
    const cwd = emptyFolder();
    const { code, stdout } = await runCli(['run', '--', 'node', program('one-call.cjs')], { cwd });
    expect({ code, stdout }).toEqual({ code: 7, stdout: '{"isMain":true}\n' });
    expect(await tracesIn(cwd)).toEqual(['Completions']);
  });

  it('traces what npm scripts start', async () => {
    const cwd = emptyFolder();
    const scripts = { start: `node ${program('one-call.mjs')}` };
    writeFileSync(join(cwd, 'package.json'), JSON.stringify({ scripts }));
    const { code } = await runCli(['run', '--', 'npm', 'start'], { cwd, env: { EXIT_CODE: '5' } });
    expect(code).toBe(5);
    expect(await tracesIn(cwd)).toEqual(['Completions']);
  });

  it('needs no "--" before a program without options of its own', async () => {
    const { code } = await runCli(['run', 'node', '-e', 'process.exit(4)']);
    expect(code).toBe(4);
  });

  it('writes to the database that --db names, wherever the program goes', async () => {
    const cwd = emptyFolder();
    const { code } = await runCli(['run', '--db', 'mine.db', '--', 'node', program('one-call.mjs')], { cwd });
    expect(code).toBe(0);
    const { stdout } = await runCli(['traces', 'list', '--db', 'mine.db'], { cwd });
    expect(stdout).toContain('Completions');
  });

  it('takes --db as the other commands do', async () => {
    const uriOf = (db: string) =>
      runCli(['run', '--db', db, '--', 'node', '-p', 'process.env.MLFLOW_TRACKING_URI'], { cwd: __dirname });
    expect(await uriOf('sqlite:mine.db')).toMatchObject({ code: 0, stdout: `sqlite:${join(__dirname, 'mine.db')}\n` });
    expect(await uriOf('http://localhost:5000')).toMatchObject({ code: 2, stdout: '' });
  });

  it('keeps the options that NODE_OPTIONS had', async () => {
    const env = { NODE_OPTIONS: '--title=mine' };
    const { stdout } = await runCli(['run', '--', 'node', '-p', 'process.title'], { env });
    expect(stdout).toBe('mine\n');
  });

  it('hands input and output through', async () => {
    const echo = 'process.stdin.pipe(process.stdout); process.stderr.write("aside\\n")';
    const { code, stdout, stderr } = await runCli(['run', '--', 'node', '-e', echo], { stdin: 'line\n' });
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: 'line\n', stderr: 'aside\n' });
  });

  it('hands SIGTERM on, and ends as the program does', async () => {
    const child = startCli(['run', '--', 'node', program('on-sigterm.mjs')]);
    const ended = endOf(child);
    if (child.stdout) await once(child.stdout, 'data');
    child.kill('SIGTERM');
    expect(await ended).toMatchObject({ code: 9, signal: null, stdout: 'ready\nclosing\n' });
  });

  it('ends by the signal that ended the program', async () => {
    const { code, signal } = await runCli(['run', '--', 'node', '-e', 'process.kill(process.pid, "SIGTERM")']);
    expect({ code, signal }).toEqual({ code: null, signal: 'SIGTERM' });
  });

  it('prints nothing and makes no database for a program without calls', async () => {
    const cwd = emptyFolder();
    const { code, stdout, stderr } = await runCli(['run', '--', 'node', '-e', '0'], { cwd });
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '', stderr: '' });
    expect((await runCli(['traces', 'list'], { cwd })).stderr).toContain('There is no trace database');
  });

  it('says so when there is no such program, as a shell does', async () => {
    const { code, stdout, stderr } = await runCli(['run', '--', 'no-such-program']);
    expect({ code, stdout }).toEqual({ code: 127, stdout: '' });
    expect(stderr).toMatch(/^spanwright: cannot start "no-such-program": .*\n$/);
  });
});
