import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const examples = join(__dirname, '..', '..', '..', '..', 'examples', 'agents');
const cwd = mkdtempSync(join(tmpdir(), 'spanwright-agents-'));
afterAll(() => rmSync(cwd, { recursive: true }));

async function run(file: string): Promise<string> {
  const { OPENAI_API_KEY: _key, OPENAI_BASE_URL: _url, NODE_ENV: _env, ...env } = process.env;
  const { stdout } = await promisify(execFile)(process.execPath, [join(examples, file)], {
    cwd,
    env: { ...env, TZ: 'UTC', COLUMNS: '100', LANG: 'C.UTF-8' },
  });
  return stdout
    .replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:PORT')
    .replaceAll(/tr-[0-9a-f]{32}/g, 'tr-ID')
    .replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/g, 'TIME')
    .replaceAll(/ *\d+(\.\d+)? (ms|s)\b/g, '  DURATION');
}

describe('the examples of agents, without a key', () => {
  beforeAll(() => run('link-libraries.mjs'));

  it.each([
    'handoff-openai-agents',
    'handoff-langgraph-swarm',
    'handoff-plain',
    'two-agents-langgraph',
    'two-agents-plain',
    'group-chat-supervisor',
    'group-chat-plain',
  ])('%s answers, and prints its trace, agents and hand-offs', async (name) => {
    expect(`\n${await run(`${name}.mjs`)}`).toMatchSnapshot();
  });
});
