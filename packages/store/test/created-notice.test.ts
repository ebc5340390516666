import { describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { CreatedNotice } from '../src/index.ts';
import { makeFolder, newPath } from './support/folder.ts';
import { openStore } from './support/stores.ts';
import { makeTrace } from './support/traces.ts';

async function noticesOf(path: string): Promise<readonly CreatedNotice[]> {
  const notices: CreatedNotice[] = [];
  const store = openStore(path, { onCreated: (notice) => notices.push(notice) });
  await store.append([makeTrace(1)]);
  await store.append([makeTrace(2)]);
  await store.close();
  return notices;
}

function makeRepository(ignore: string): string {
  const folder = makeFolder();
  execFileSync('git', ['init', '-q', folder]);
  writeFileSync(join(folder, '.gitignore'), ignore);
  mkdirSync(join(folder, 'deep', 'down'), { recursive: true });
  return folder;
}

describe('a new database file', () => {
  it('can be read by its owner alone, with its log and shared memory', async () => {
    const path = newPath();
    await openStore(path).append([makeTrace(1)]);
    const files = readdirSync(dirname(path));
    expect(files).toHaveLength(3);
    for (const file of files) expect(statSync(join(dirname(path), file)).mode & 0o777).toBe(0o600);
  });

  it('is told of once', async () => {
    const path = newPath();
    expect(await noticesOf(path)).toEqual([{ path, committedByGit: false }]);
    expect(await noticesOf(path)).toEqual([]);
  });

  it('is told of with its absolute path', async () => {
    const folder = makeFolder();
    const before = process.cwd();
    process.chdir(folder);
    try {
      const notices = noticesOf('traces.db');
      process.chdir(before);
      expect(await notices).toEqual([{ path: join(folder, 'traces.db'), committedByGit: false }]);
    } finally {
      process.chdir(before);
    }
  });

  it('is told with a word that git would commit it', async () => {
    const path = join(makeRepository('*.log\n'), 'deep', 'down', 'traces.db');
    expect(await noticesOf(path)).toEqual([{ path, committedByGit: true }]);
  });

  it('is told without that word when git ignores it', async () => {
    const path = join(makeRepository('*.db\n'), 'deep', 'down', 'traces.db');
    expect(await noticesOf(path)).toEqual([{ path, committedByGit: false }]);
  });

  it('is told without knowing of git when that does not answer', async () => {
    const folder = makeFolder();
    writeFileSync(join(folder, '.git'), 'gitdir: /nowhere\n');
    const path = join(folder, 'traces.db');
    expect(await noticesOf(path)).toEqual([{ path, committedByGit: undefined }]);
  });

  it('is stored to even when the listener fails', async () => {
    const store = openStore(newPath(), {
      onCreated: () => {
        throw new Error('listener');
      },
    });
    await store.append([makeTrace(1)]);
    expect((await store.listTraces()).traces).toHaveLength(1);
  });
});
