import { describe, expect } from '@jest/globals';
import { makeProgramFolder, runInNode, storedTraces } from '@spanwright/fixtures';
import { join } from 'node:path';
import { conformsOnce } from './support/conforms.ts';

const PROGRAM = join(__dirname, '..', 'programs', 'exit.mjs');

/** Names of the traces that a program with 200 queued ones has stored when it ends in that way. */
async function storedBy(way: string): Promise<readonly string[]> {
  const folder = await makeProgramFolder({});
  try {
    await runInNode({ file: PROGRAM, args: [way], cwd: folder.path });
    const stored = await storedTraces(join(folder.path, 'spanwright.db'));
    return stored.flatMap(({ spans }) => spans.map(({ name }) => name));
  } finally {
    await folder.remove();
  }
}

describe('a program that ends', () => {
  conformsOnce(154, 'without waiting for its traces loses none', async () => {
    const [natural, exited] = await Promise.all(['natural', 'process.exit'].map(storedBy));
    expect([natural?.length, exited?.length]).toEqual([200, 200]);
  });

  conformsOnce(156, 'stores what it traces while it shuts down', async () => {
    const names = await storedBy('own SIGTERM handler');
    expect([names.length, names.includes('goodbye')]).toEqual([201, true]);
  });
});
