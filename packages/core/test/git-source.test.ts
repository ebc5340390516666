import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gitSource } from '../src/export/git-source.ts';

const folder = mkdtempSync(join(tmpdir(), 'spanwright-git-'));
const repository = join(folder, 'repository');

function git(cwd: string, ...args: readonly string[]): string {
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };
  const who = ['-c', 'user.name=t', '-c', 'user.email=t@example.invalid'];
  return execFileSync('git', [...who, ...args], {
    cwd,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();
}

beforeAll(() => {
  mkdirSync(join(repository, 'src', 'deep'), { recursive: true });
  git(repository, 'init', '-q', '-b', 'feature/one');
  git(repository, 'commit', '-q', '--allow-empty', '-m', 'one');
  git(repository, 'remote', 'add', 'origin', 'https://user:token@example.invalid/team/project.git');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const URL = 'https://example.invalid/team/project.git';

describe('the git state that traces carry', () => {
  it('is that of the folder, from any place inside, and without the password in the address', () => {
    const expected = {
      'mlflow.source.git.commit': git(repository, 'rev-parse', 'HEAD'),
      'mlflow.source.git.branch': 'feature/one',
      'mlflow.source.git.repoURL': URL,
    };
    expect(gitSource(repository)).toEqual(expected);
    expect(gitSource(join(repository, 'src', 'deep'))).toEqual(expected);
  });

  it('is found where git has packed its references', () => {
    git(repository, 'pack-refs', '--all');
    expect(gitSource(repository)['mlflow.source.git.commit']).toBe(git(repository, 'rev-parse', 'HEAD'));
  });

  it('is that of a work tree of its own', () => {
    const tree = join(folder, 'tree');
    git(repository, 'worktree', 'add', '-q', '-b', 'other', tree);
    git(tree, 'commit', '-q', '--allow-empty', '-m', 'two');
    expect(gitSource(tree)).toEqual({
      'mlflow.source.git.commit': git(tree, 'rev-parse', 'HEAD'),
      'mlflow.source.git.branch': 'other',
      'mlflow.source.git.repoURL': URL,
    });
  });

  it('has no branch where none is checked out', () => {
    const commit = git(repository, 'rev-parse', 'HEAD');
    git(repository, 'checkout', '-q', '--detach');
    expect(gitSource(repository)).toEqual({ 'mlflow.source.git.commit': commit, 'mlflow.source.git.repoURL': URL });
  });

  it('is empty outside of a repository', () => {
    expect(gitSource(folder)).toEqual({});
  });
});
