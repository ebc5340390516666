import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runExample } from '@spanwright/fixtures';

const cwd = mkdtempSync(join(tmpdir(), 'spanwright-agents-'));
afterAll(() => rmSync(cwd, { recursive: true }));

describe('the examples of agents, without a key', () => {
  beforeAll(() => runExample('agents/link-libraries.mjs', cwd));

  it.each([
    'handoff-openai-agents',
    'handoff-langgraph-swarm',
    'handoff-google-adk',
    'handoff-plain',
    'two-agents-langgraph',
    'two-agents-plain',
    'group-chat-supervisor',
    'group-chat-plain',
  ])('%s answers, and prints its trace, agents and hand-offs', async (name) => {
    const { code, stdout } = await runExample(`agents/${name}.mjs`, cwd);
    expect(code).toBe(0);
    expect(`\n${stdout}`).toMatchSnapshot();
  });
});
