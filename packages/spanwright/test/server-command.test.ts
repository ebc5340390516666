import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { emptyFolder, runCli } from './run-cli.ts';

const BIN = join(__dirname, '../bin/spanwright.js');

const undo: (() => void)[] = [];

afterEach(() => {
  for (const step of undo.splice(0)) step();
});

interface Started {
  readonly child: ChildProcess;
  /** All that was printed until the server said how it is ended. */
  readonly said: string;
  readonly url: string;
}

function start(...args: readonly string[]): Promise<Started> {
  const folder = mkdtempSync(join(tmpdir(), 'spanwright-cli-'));
  const child = spawn(process.execPath, [BIN, ...args, '--db', join(folder, 'traces.db')], {
    env: { ...process.env, CI: 'true' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  undo.push(() => {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });
  return new Promise((resolve, reject) => {
    let said = '';
    child.once('exit', (code) => reject(new Error(`It ended with ${code}: ${said}`)));
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (said.includes('Ctrl-C')) resolve({ child, said, url: /http:\/\/[^\s/]+/.exec(said)?.[0] ?? '' });
    });
  });
}

function exitCode(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.once('exit', (code) => resolve(code)));
}

describe.each([['server', '--port', '0'], ['ui']])('spanwright %s', (...args) => {
  it('serves the database to this machine until Ctrl-C', async () => {
    const { child, url } = await start(...args);
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(await (await fetch(`${url}/health`)).text()).toBe('OK');
    expect(await (await fetch(`${url}/api/spanwright/v1/traces`)).json()).toEqual({ traces: [] });
    // Whoever watches live traces does not hold it open.
    const watching = await fetch(`${url}/api/spanwright/v1/live`);
    child.kill('SIGINT');
    expect(await exitCode(child)).toBe(0);
    await watching.text().catch(() => {});
  });
});

describe('spanwright server', () => {
  it('says at once what is wrong with its database', async () => {
    await expect(start('server', '--port', '0', '--read-only')).rejects.toThrow('It ended with 1');
    const { said } = await start('server', '--port', '0');
    expect(said).toContain('There are no traces in it yet.');
  });

  it('makes a token where other machines reach it', async () => {
    const { said, url } = await start('server', '--port', '0', '--host', '0.0.0.0');
    const token = /\/login\?token=(\S+)/.exec(said)?.[1] ?? '';
    const own = url.replace('0.0.0.0', '127.0.0.1');
    const ask = async (headers: Record<string, string>): Promise<number> =>
      (await fetch(`${own}/api/spanwright/v1/config`, { headers })).status;
    expect(token.length).toBeGreaterThan(20);
    expect(await ask({})).toBe(401);
    expect(await ask({ authorization: `Bearer ${token}` })).toBe(200);
  });

  it.each([
    ['server', 'http://user:secret@localhost:5000', '--db is "http://…@localhost:5000", which names no database file.'],
    ['ui', 'mysql://localhost/traces', '--db is "mysql://localhost/traces", which names no database file.'],
    [
      'server',
      'postgresql://user:secret@[host/traces',
      '--db is no address of a database. Write it like postgresql://',
    ],
  ])('says which databases there are, and keeps passwords to itself: %s --db %s', async (command, db, message) => {
    const { code, stdout, stderr } = await runCli([command, '--port', '0', '--db', db]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(`spanwright: ${message}`);
    expect(stderr).not.toMatch(/secret|\n\s+at /);
  });

  it('does not take a token that is set to nothing for one', async () => {
    const args = ['server', '--port', '0', '--host', '0.0.0.0'];
    const { code, stdout, stderr } = await runCli(args, { env: { SPANWRIGHT_SERVER_TOKEN: '' } });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('The token of the server is empty');
  });

  it('makes no database where it cannot start', async () => {
    const cwd = emptyFolder();
    const { code, stderr } = await runCli(['server', '--port', '70000'], { cwd });
    expect([code, stderr]).toEqual([2, expect.stringContaining('a number from 0 to 65535')]);
    expect(readdirSync(cwd)).toEqual([]);
  });

  it('says what is wrong with its port', async () => {
    const { url } = await start('server', '--port', '0');
    await expect(start('server', '--port', new URL(url).port)).rejects.toThrow('It ended with 2');
    await expect(start('server', '--port', '65536')).rejects.toThrow('It ended with 2');
  });
});
