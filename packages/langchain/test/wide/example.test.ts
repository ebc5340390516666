import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const example = join(__dirname, '..', '..', '..', '..', 'examples', 'langchain');
const cwd = mkdtempSync(join(tmpdir(), 'spanwright-langchain-'));
afterAll(() => rmSync(cwd, { recursive: true }));

describe('the LangChain example without a key', () => {
  let printed = { stdout: '', stderr: '' };
  beforeAll(async () => {
    const { OPENAI_API_KEY: _key, OPENAI_BASE_URL: _url, ...env } = process.env;
    for (const file of ['link-library.mjs', 'two-questions.mjs'])
      printed = await promisify(execFile)(process.execPath, [join(example, file)], {
        cwd,
        env: { ...env, TZ: 'UTC', COLUMNS: '100', LANG: 'C.UTF-8' },
      });
  });

  it('answers, prints a tree for each of its two traces, and has logged one model in one run', () => {
    const stable = printed.stdout
      .replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:PORT')
      .replaceAll(/tr-[0-9a-f]{32}/g, 'tr-ID')
      .replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/g, 'TIME')
      .replaceAll(/ *\d+(\.\d+)? (ms|s)\b/g, '  DURATION');
    expect(`\n${stable}`).toMatchSnapshot();
  });

  it('says nothing but where traces go', () => {
    expect(printed.stderr).toMatch(/^spanwright: traces go to .*spanwright\.db.*\n$/);
  });
});
