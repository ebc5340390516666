import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ExampleRun, runExample } from '@spanwright/fixtures';

const cwd = mkdtempSync(join(tmpdir(), 'spanwright-llamaindex-'));
afterAll(() => rmSync(cwd, { recursive: true }));

describe('the LlamaIndex example without a key', () => {
  let run: ExampleRun;
  beforeAll(async () => {
    await runExample('llamaindex/link-library.mjs', cwd);
    run = await runExample('llamaindex/travel-guide.mjs', cwd);
  });

  it('answers, and prints a tree for each of its four traces', () => {
    expect(run.code).toBe(0);
    expect(`\n${run.stdout}`).toMatchSnapshot();
  });

  it('says nothing but where traces go', () => {
    expect(run.stderr).toMatch(/^spanwright: traces go to .*spanwright\.db.*\n$/);
  });
});
