// `npm ci` as a newcomer runs it: no warning about engines, no native build, not too much of it.
import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { report } from '../scripts/lib/report.mjs';
import { root } from '../scripts/lib/workspace.mjs';

const MAX_MEGABYTES = 400;

function bytesOf(path) {
  const entry = lstatSync(path);
  if (!entry.isDirectory()) return entry.blocks * 512;
  return readdirSync(path).reduce((sum, name) => sum + bytesOf(join(path, name)), entry.blocks * 512);
}

rmSync(join(root, 'node_modules'), { recursive: true, force: true });
const started = performance.now();
const { status, stdout, stderr } = spawnSync('npm', ['ci'], { cwd: root, encoding: 'utf8' });
const seconds = ((performance.now() - started) / 1000).toFixed(1);
console.log(stdout + stderr);

const modules = join(root, 'node_modules');
const megabytes = existsSync(modules) ? Math.ceil(bytesOf(modules) / 1024 / 1024) : 0;
report(
  [
    ...(status === 0 ? [] : [`npm ci ended with ${status}`]),
    ...(/EBADENGINE/.test(stderr) ? ['npm ci warns about engines'] : []),
    ...(megabytes > MAX_MEGABYTES ? [`node_modules has ${megabytes} MB, at most ${MAX_MEGABYTES}`] : []),
    ...(existsSync(join(modules, '@photostructure/sqlite/build')) ? ['npm ci built SQLite natively'] : []),
  ],
  `npm ci took ${seconds} s and ${megabytes} MB`,
);
