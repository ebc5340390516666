import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ExampleRun, runExample } from '@spanwright/fixtures';

const cwd = mkdtempSync(join(tmpdir(), 'spanwright-langchain-'));
afterAll(() => rmSync(cwd, { recursive: true }));

describe('the LangChain example without a key', () => {
  let run: ExampleRun;
  beforeAll(async () => {
    await runExample('langchain/link-library.mjs', cwd);
    run = await runExample('langchain/two-questions.mjs', cwd);
  });

  it('answers, prints a tree for each of its two traces, and has logged one model in one run', () => {
    expect(run.code).toBe(0);
    expect(`\n${run.stdout}`).toMatchSnapshot();
  });

  it('says nothing but where traces go', () => {
    expect(run.stderr).toMatch(/^spanwright: traces go to .*spanwright\.db.*\n$/);
  });
});
