// Runs turbo with its telemetry and its update check off, on every platform alike.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';

const turbo = createRequire(import.meta.url).resolve('turbo/bin/turbo');
const env = { ...process.env, TURBO_TELEMETRY_DISABLED: '1', TURBO_NO_UPDATE_NOTIFIER: '1' };
const { status } = spawnSync(process.execPath, [turbo, ...process.argv.slice(2)], { env, stdio: 'inherit' });
process.exitCode = status ?? 1;
