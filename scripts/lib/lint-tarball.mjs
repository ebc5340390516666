import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { root } from './workspace.mjs';

/**
 * publint takes `imports` of a nested package.json for dead; Node reads them from the nearest one (its "package scope"),
 * and the CommonJS build needs its own. That they work shows where a consumer requires every entry point.
 */
const isKnown = ({ code, args }) => code === 'NESTED_PACKAGE_JSON_FIELD_IGNORED' && args.field === 'imports';

/**
 * What publint and attw find wrong with a tarball.
 * @param {import('./pack-all.mjs').Packed} packed
 * @returns {Promise<string[]>}
 */
export async function lintTarball({ name, tarball }) {
  const { buffer } = new Uint8Array(readFileSync(tarball));
  const { messages, pkg } = await publint({ pack: { tarball: buffer }, strict: true });
  const found = messages.filter((message) => !isKnown(message));
  return [
    ...found.map((message) => `${name}: publint: ${formatMessage(message, pkg, { color: false })}`),
    ...typesOf(tarball).map((problem) => `${name}: attw:\n${problem}`),
  ];
}

function typesOf(tarball) {
  const attw = join(root, 'node_modules/@arethetypeswrong/cli/dist/index.js');
  const args = [attw, tarball, '--no-emoji', '--no-color', '--format', 'ascii'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  return status === 0 ? [] : [stdout + stderr];
}
