#!/usr/bin/env node
// Committed as it is, so that npm can link it before anything is built. What it starts is src/cli/main.ts.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const MAIN = new URL('../dist/esm/cli/main.js', import.meta.url);
const SOURCES = new URL('../src/cli/main.ts', import.meta.url);
const REPOSITORY = new URL('../../../', import.meta.url);

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  stop(`spanwright needs Node 20.19 or later; this is Node ${process.versions.node}.`);
}
if (!existsSync(MAIN)) buildOnce();
await import(MAIN.href);

/** In a fresh clone of the repository there is no build yet; an installed package always has one. */
function buildOnce() {
  if (!existsSync(new URL('turbo.json', REPOSITORY)) || !existsSync(SOURCES)) {
    stop('spanwright is not built: dist/esm/cli/main.js is missing. Install the package again.');
  }
  process.stderr.write('spanwright: building the packages of this clone, once …\n');
  const { status, stdout, stderr } = spawnSync('npm run build', {
    cwd: fileURLToPath(REPOSITORY),
    shell: true,
    encoding: 'utf8',
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1' },
  });
  if (status !== 0 || !existsSync(MAIN)) stop(`spanwright: the build failed:\n${stdout}${stderr}`);
}

function stop(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
