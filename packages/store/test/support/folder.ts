import { afterAll } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folders: string[] = [];
let files = 0;

afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** An empty folder, removed after the tests of the file. */
export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'spanwright-store-'));
  folders.push(folder);
  return folder;
}

/** The path of a database that does not exist yet. */
export function newPath(): string {
  return join(makeFolder(), `traces-${++files}.db`);
}
