// The real MLflow in two versions, each in a virtual environment in CI's cache.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const WHOLE = 'whole';
/** Those that all pinned packages have wheels for. */
const PYTHONS = ['python3.11', 'python3.12', 'python3'];

/** Paths of `python` with the current MLflow and with the oldest that is supported; made by running this file. */
export function mlflowPythons() {
  return { current: join(folderOf('current'), 'bin/python'), oldest: join(folderOf('oldest'), 'bin/python') };
}

function folderOf(name) {
  const cache = process.env.SPANWRIGHT_CACHE ?? join(homedir(), '.cache', 'spanwright-ci');
  const hash = createHash('sha256')
    .update(readFileSync(pinsOf(name)))
    .digest('hex')
    .slice(0, 12);
  return join(cache, `mlflow-${name}-${process.platform}-${process.arch}-${hash}`);
}

function pinsOf(name) {
  return join(import.meta.dirname, 'mlflow', `${name}.txt`);
}

// Environments cannot be moved: one is whole when the file says so, else it is made anew.
function build(name) {
  const folder = folderOf(name);
  if (existsSync(join(folder, WHOLE))) return;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  run(findPython(), ['-m', 'venv', folder]);
  const options = ['--disable-pip-version-check', '--quiet', '--no-deps', '--only-binary=:all:'];
  run(join(folder, 'bin/python'), ['-m', 'pip', 'install', ...options, '--requirement', pinsOf(name)]);
  writeFileSync(join(folder, WHOLE), '');
}

function findPython() {
  const check = ['-c', 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 13))'];
  const found = PYTHONS.find((python) => spawnSync(python, check, { stdio: 'ignore' }).status === 0);
  if (!found) throw new Error('Python 3.11 or 3.12 is needed to run MLflow.');
  return found;
}

function run(command, args) {
  const { status, error } = spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed`, { cause: error });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  build('current');
  build('oldest');
  console.log(mlflowPythons());
}
