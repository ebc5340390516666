// The Node.js versions that the tests run on: this one, and others from npm in CI's cache.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cachedPackage } from '../scripts/lib/cached-package.mjs';

const others = { 22: '22.23.3', 24: '24.21.0' };

/** @returns {Record<string, string>} major version → path of its binary */
export function nodeBinaries() {
  const installed = Object.entries(others).map(([major, version]) => [
    major,
    join(cachedPackage(`node-${process.platform}-${process.arch}`, version), 'bin', 'node'),
  ]);
  return { [process.versions.node.split('.')[0]]: process.execPath, ...Object.fromEntries(installed) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const binary of Object.values(nodeBinaries())) {
    const { stdout, status } = spawnSync(binary, ['--version'], { encoding: 'utf8' });
    console.log(stdout.trim(), binary);
    if (status !== 0) process.exitCode = 1;
  }
}
