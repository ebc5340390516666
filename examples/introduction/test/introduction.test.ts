import { beforeAll, describe, expect, it } from '@jest/globals';
import { expectTextSnapshot, makeProgramFolder, type NodeRun, runInNode } from '@spanwright/fixtures';
import { availableParallelism } from 'node:os';
import { basename, join } from 'node:path';
import { PROGRAMS, stable } from './programs.ts';

const FOLDER = join(__dirname, '..');

const runs = new Map<string, NodeRun>();

async function run(name: string): Promise<NodeRun> {
  const folder = await makeProgramFolder({});
  try {
    return await runInNode({ file: join(FOLDER, 'dist', `${name}.js`), cwd: folder.path });
  } finally {
    await folder.remove();
  }
}

beforeAll(async () => {
  const waiting = PROGRAMS.map((path) => basename(path, '.ts'));
  const worker = async (): Promise<void> => {
    for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) runs.set(name, await run(name));
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
}, 120_000);

describe('each example of the introduction to tracing', () => {
  it.each(PROGRAMS)('%s prints what is expected, and nothing but where traces go on standard error', (path) => {
    const name = basename(path, '.ts');
    const { code, stdout, stderr } = runs.get(name) ?? {};
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: expect.stringMatching(/^spanwright: traces go to .*spanwright\.db; show them with: .*\n$/),
    });
    expectTextSnapshot(join(FOLDER, 'expected', `${name}.txt`), stable(stdout ?? ''));
  });
});
