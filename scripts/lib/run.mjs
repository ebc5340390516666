import { spawnSync } from 'node:child_process';

/**
 * Runs a program to its end and returns what it printed; throws with that text when it fails.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnSyncOptions} [options]
 * @returns {string}
 */
export function run(command, args, options = {}) {
  // `npm` is a script on Windows.
  const shell = process.platform === 'win32';
  const result = spawnSync(command, args, { encoding: 'utf8', shell, maxBuffer: 64 * 1024 * 1024, ...options });
  if (result.error) throw result.error;
  if (result.status === 0) return String(result.stdout);
  throw new Error(
    [`${command} ${args.join(' ')} failed (${result.status ?? result.signal})`, result.stdout, result.stderr].join(
      '\n',
    ),
  );
}
