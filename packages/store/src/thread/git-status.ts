import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { GitStatus } from '../created-notice.ts';

const TIMEOUT_MS = 2000;

// `git check-ignore -q` by exit code; others mean that git is missing or refuses to answer.
const BY_EXIT_CODE: { readonly [code: number]: GitStatus } = { 0: 'ignored', 1: 'committable' };

/** What git does with a file. Runs git only when a folder above the file is a work tree. */
export function gitStatus(path: string): GitStatus {
  if (!isInWorkTree(dirname(path))) return 'outside';
  try {
    // The work tree's own settings must not make git run another program.
    const args = ['-C', dirname(path), '-c', 'core.fsmonitor=false', 'check-ignore', '-q', '--', path];
    const { status } = spawnSync('git', args, { stdio: 'ignore', timeout: TIMEOUT_MS, windowsHide: true });
    return BY_EXIT_CODE[status ?? -1] ?? 'unknown';
  } catch {
    // The process may not start others (`--permission`).
    return 'unknown';
  }
}

function isInWorkTree(folder: string): boolean {
  if (existsSync(join(folder, '.git'))) return true;
  const parent = dirname(folder);
  return parent !== folder && isInWorkTree(parent);
}
