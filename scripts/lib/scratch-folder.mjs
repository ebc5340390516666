import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Calls `use` with an empty folder outside the repository and removes the folder afterwards.
 * @template T
 * @param {string} name
 * @param {(folder: string) => T | Promise<T>} use
 * @returns {Promise<T>}
 */
export async function withScratchFolder(name, use) {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), `spanwright-${name}-`)));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
