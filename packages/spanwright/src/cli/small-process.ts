import { constants, accessSync } from 'node:fs';

// Both halves of the young generation together take 8 MB: V8 lets them grow to 32, on Node 24 to 64, and seldom gives
// them back.
const FLAG = '--max-semi-space-size=4';

// glibc keeps what was freed, of each thread apart, and the more of it the larger the pieces were.
const MALLOC = {
  MALLOC_ARENA_MAX: '2',
  MALLOC_MMAP_THRESHOLD_: '131072',
  MALLOC_TRIM_THRESHOLD_: '131072',
} as const;

type Execve = (file: string, args: readonly string[], env: NodeJS.ProcessEnv) => never;

/**
 * Begins this process anew with bounds for its memory that V8 and malloc take only at the start: the same process to
 * whoever has started it. To be called before anything is done. Where Node cannot (before 22.15; on Windows), or someone
 * has set such bounds, it goes on as it is.
 */
export function keepProcessSmall(): void {
  const { execve } = process as { readonly execve?: Execve };
  if (process.execArgv.includes(FLAG)) forgetMalloc();
  else if (execve && isFree()) restart(execve);
}

/** Nothing is lost by beginning anew: nobody talks to this process over IPC, and no bound was set. */
function isFree(): boolean {
  return process.channel === undefined && !/semi-space/.test([process.env['NODE_OPTIONS'], ...process.execArgv].join());
}

function restart(execve: Execve): void {
  const args = [process.argv0, FLAG, ...process.execArgv, ...process.argv.slice(1)];
  try {
    // A program that cannot be executed would abort this one.
    accessSync(process.execPath, constants.X_OK);
    execve.call(process, process.execPath, args, { ...MALLOC, ...process.env });
  } catch {
    // Not allowed here (`--permission`), or not on this system.
  }
}

/** What this process starts, such as a browser, has bounds of its own. */
function forgetMalloc(): void {
  for (const [name, value] of Object.entries(MALLOC)) if (process.env[name] === value) delete process.env[name];
}
