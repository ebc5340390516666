import { type ChildProcess, spawn } from 'node:child_process';
import { printError } from './print.ts';

/** How a program ended: by its own exit code, or by a signal. */
export interface ProgramEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

const FORWARDED: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2'];
// The exit codes of shells, `env` and `nohup` for a program that cannot be started.
const NOT_FOUND = 127;
const NOT_STARTED = 126;
const FROM_KEYBOARD: ReadonlySet<NodeJS.Signals> = new Set(['SIGINT', 'SIGQUIT']);

/** Runs the program on our own input and output, hands signals on to it, and resolves when it has ended. */
export async function runProgram([file = '', ...args]: readonly string[], env: NodeJS.ProcessEnv): Promise<ProgramEnd> {
  const child = spawn(file, args, { stdio: 'inherit', env });
  const stop = forwardSignals(child);
  try {
    return await ending(child, file);
  } finally {
    stop();
  }
}

/** Ends this process as the program ended. */
export function endLike({ code, signal }: ProgramEnd): void {
  if (signal) process.kill(process.pid, signal);
  else process.exitCode = code ?? 1;
}

function ending(child: ChildProcess, file: string): Promise<ProgramEnd> {
  return new Promise((resolve) => {
    child.on('error', (error: NodeJS.ErrnoException) => {
      if (child.pid !== undefined) return;
      printError(`cannot start "${file}": ${error.message}`);
      resolve({ code: error.code === 'ENOENT' ? NOT_FOUND : NOT_STARTED, signal: null });
    });
    child.on('close', (code, signal) => resolve({ code, signal }));
  });
}

function forwardSignals(child: ChildProcess): () => void {
  const forward = (signal: NodeJS.Signals): void => {
    // A terminal sends what is typed to the program as well; sent twice, Ctrl-C means "at once" to many.
    if (process.stdin.isTTY && FROM_KEYBOARD.has(signal)) return;
    child.kill(signal);
  };
  for (const signal of FORWARDED) process.on(signal, forward);
  return () => {
    for (const signal of FORWARDED) process.off(signal, forward);
  };
}
