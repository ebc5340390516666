import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { run } from './run.mjs';

const cache = () => process.env.SPANWRIGHT_CACHE ?? join(homedir(), '.cache', 'spanwright-ci');

/**
 * The folder of one package at one version, installed outside the workspace on the first call. An install that was
 * broken off leaves nothing behind that a later call would take for whole.
 * @param {string} name
 * @param {string} version exact
 */
export function cachedPackage(name, version) {
  const home = join(cache(), `${name.replaceAll('/', '+')}-${version}`);
  if (!existsSync(home)) install(name, version, home);
  return join(home, 'node_modules', name);
}

function install(name, version, home) {
  const unfinished = `${home}.${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  writeFileSync(join(unfinished, 'package.json'), '{ "private": true }\n');
  run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--save-exact', `${name}@${version}`], {
    cwd: unfinished,
  });
  publish(unfinished, home);
}

/** Another process may have installed the same meanwhile: its folder is as good. */
function publish(unfinished, home) {
  try {
    renameSync(unfinished, home);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(home)) throw error;
  }
}
