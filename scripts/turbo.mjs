// Runs turbo with its telemetry and its update check off, on every platform alike. `--quiet` as the first argument
// prints what turbo printed only when it failed: `npm run demo` shows the demo, not the build.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';

const turbo = createRequire(import.meta.url).resolve('turbo/bin/turbo');
const quiet = process.argv[2] === '--quiet';
const args = [turbo, ...process.argv.slice(quiet ? 3 : 2)];
const env = { ...process.env, TURBO_TELEMETRY_DISABLED: '1', TURBO_NO_UPDATE_NOTIFIER: '1' };
const { status, stdout, stderr } = spawnSync(process.execPath, args, { env, stdio: quiet ? 'pipe' : 'inherit' });
if (quiet && status !== 0) process.stderr.write(Buffer.concat([stdout, stderr]));
process.exitCode = status ?? 1;
