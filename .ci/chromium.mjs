// The browser that the viewer is tested in: Debian's Chromium, installed when it is missing.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Path of Chromium's program; installed by running this file. */
export function chromiumProgram() {
  return process.env.SPANWRIGHT_CHROMIUM ?? '/usr/bin/chromium';
}

function apt(...args) {
  const command = process.getuid?.() === 0 ? ['apt-get', ...args] : ['sudo', '-n', 'apt-get', ...args];
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { status, error } = spawnSync(command[0], command.slice(1), { env, stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) throw new Error(`${command.join(' ')} failed`, { cause: error });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (!existsSync(chromiumProgram())) {
    apt('update', '--quiet');
    apt('install', '--yes', '--quiet', '--no-install-recommends', 'chromium');
  }
  console.log(chromiumProgram());
}
