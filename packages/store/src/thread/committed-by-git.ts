import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

const TIMEOUT_MS = 2000;

// `git check-ignore -q` by exit code; others mean that git is missing or refuses to answer.
const BY_EXIT_CODE: { readonly [code: number]: boolean } = { 0: false, 1: true };

/** Whether git would commit a file; undefined when nobody can say. Runs git only inside a work tree. */
export function isCommittedByGit(path: string): boolean | undefined {
  if (!isInWorkTree(dirname(path))) return false;
  try {
    // The work tree's own settings must not make git run another program.
    const args = ['-C', dirname(path), '-c', 'core.fsmonitor=false', 'check-ignore', '-q', '--', path];
    const { status } = spawnSync('git', args, { stdio: 'ignore', timeout: TIMEOUT_MS, windowsHide: true });
    return BY_EXIT_CODE[status ?? -1];
  } catch {
    // The process may not start others (`--permission`).
    return undefined;
  }
}

function isInWorkTree(folder: string): boolean {
  if (existsSync(join(folder, '.git'))) return true;
  const parent = dirname(folder);
  return parent !== folder && isInWorkTree(parent);
}
