import { spawn } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';

const MAX_LOG = 4_000_000;

/** What a step prints and reads comes from here alone, not from the machine of whoever runs it. */
const foreign = /^(OPENAI|MLFLOW|OTEL|SPANWRIGHT)_/;
const kept = 'SPANWRIGHT_CACHE';

const environment = () =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => name === kept || !foreign.test(name)));

/**
 * @typedef {{ ok: boolean, log: string, seconds: number }} Outcome
 * @param {import('./steps.mjs').Step} step
 * @returns {Promise<Outcome>}
 */
export async function runStep({ command, minutes, env }) {
  const started = performance.now();
  const child = spawn('bash', ['-eo', 'pipefail', '-c', command], {
    env: { ...environment(), CI: 'true', ...env?.() },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let log = '';
  const collect = (chunk) => (log = (log + chunk).slice(-MAX_LOG));
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', collect);
  const timer = setTimeout(() => {
    collect(`\nKilled: not done after ${minutes} minutes.\n`);
    killGroup(child.pid);
  }, minutes * 60_000);
  return await new Promise((resolve) => {
    // What still runs then would keep the pipes open.
    child.once('exit', () => killGroup(child.pid));
    child.once('close', (status) => {
      clearTimeout(timer);
      resolve({ ok: status === 0, log: stripVTControlCharacters(log), seconds: (performance.now() - started) / 1000 });
    });
  });
}

/** A step is a process group of its own: nothing that it started outlives it. */
function killGroup(pid) {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // The group has ended by itself.
  }
}
