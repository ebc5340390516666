import { beforeAll, describe, expect, it } from '@jest/globals';
import { execFile, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const QUICKSTART = join(__dirname, '..', 'quickstart.mjs');
const SPANWRIGHT = join(__dirname, '..', '..', '..', 'packages', 'spanwright', 'bin', 'spanwright.js');

interface Printed {
  readonly stdout: string;
  readonly stderr: string;
}

const cwd = mkdtempSync(join(tmpdir(), 'spanwright-quickstart-'));
let printed: Printed = { stdout: '', stderr: '' };

function withoutKey(): NodeJS.ProcessEnv {
  const { OPENAI_API_KEY: _key, OPENAI_BASE_URL: _url, OPENAI_MODEL: _model, ...env } = process.env;
  return { ...env, TZ: 'UTC', COLUMNS: '100', LANG: 'C.UTF-8' };
}

function node(...args: readonly string[]): Promise<Printed> {
  return run(process.execPath, args, { cwd, env: withoutKey() });
}

/** The output with everything replaced that is different each time. */
function stable(text: string): string {
  return text
    .replace(/127\.0\.0\.1:\d+/g, '127.0.0.1:PORT')
    .replace(/tr-[0-9a-f]{32}/g, 'tr-ID')
    .replace(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/g, 'TIME')
    .replace(/ *\d+(\.\d+)? (ms|s)\b/g, '  DURATION');
}

beforeAll(async () => {
  printed = await node(QUICKSTART);
});

describe('the quickstart without a key', () => {
  it('prints a tree for each of its four traces, and the command that shows it again', () => {
    expect(`\n${stable(printed.stdout)}`).toMatchSnapshot();
  });

  it('says in one line that answers are replayed, and in one where traces go', () => {
    expect(printed.stdout.match(/replays recorded answers/g)).toHaveLength(1);
    expect(printed.stderr).toMatch(/^spanwright: traces go to .*spanwright\.db.*\n$/);
  });

  it('leaves traces behind that the printed command shows', async () => {
    const [, id = ''] = /npx spanwright traces get (tr-[0-9a-f]{32})/.exec(printed.stdout) ?? [];
    const { stdout } = await node(SPANWRIGHT, 'traces', 'get', id);
    expect(stdout).not.toBe('');
    expect(printed.stdout).toContain(stdout);
  });

  it('names the command and the address that show its traces in the browser, and with `--ui` starts it', async () => {
    expect(printed.stdout).toMatch(/npx spanwright ui, then http:\/\/127\.0\.0\.1:\d+\n$/);
    const demo = spawn(process.execPath, [QUICKSTART, '--ui'], { cwd, env: withoutKey(), detached: true });
    try {
      const url = await new Promise<string>((resolve) => {
        let text = '';
        demo.stdout.on('data', (chunk: Buffer) => {
          text += String(chunk);
          const [, address] = /are at (http:\/\/127\.0\.0\.1:\d+)/.exec(text) ?? [];
          if (address !== undefined) resolve(address);
        });
      });
      const answer = await fetch(`${url}/api/spanwright/v1/traces`);
      const { traces } = (await answer.json()) as { readonly traces: readonly unknown[] };
      expect(traces).toHaveLength(8);
    } finally {
      // The viewer is a program of its own in the demo's group.
      if (demo.pid !== undefined) process.kill(-demo.pid);
    }
  });
});
