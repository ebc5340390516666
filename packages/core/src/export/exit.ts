import { guarded } from '../guard.ts';
import { sharedSlot } from '../shared-state.ts';

const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const satisfies readonly NodeJS.Signals[];

/** What happens when the program ends. Both block until what they stored is durable. */
export interface ExitWork {
  /** Ends what is open and stores everything: nothing runs after it but the program's own listeners. */
  readonly finish: () => void;
  /** Stores what has ended; the program may go on. */
  readonly store: () => void;
}

const state = sharedSlot<{ installed: boolean }>('exit', () => ({ installed: false }));

/**
 * Does its work when the program ends: naturally, by `process.exit()`, by an uncaught error, or by a signal.
 * Exit code, signal and the program's own handlers stay as they are. Installed once per process.
 */
export function installExitHooks(work: ExitWork): void {
  if (state.installed) return;
  state.installed = true;
  process.on('exit', () => guarded('storing traces at exit', work.finish));
  // Signals reach the main thread only.
  if (process.getBuiltinModule('node:worker_threads').isMainThread)
    for (const signal of SIGNALS) onSignal(signal, work);
}

function onSignal(signal: NodeJS.Signals, work: ExitWork): void {
  const listener = (): void => {
    // With our listener gone, the listeners that run after it see what they would see without us
    // (signal-exit compares counts to decide whether to end the process).
    process.removeListener(signal, listener);
    const endsProgram = process.listenerCount(signal) === 0;
    guarded('storing traces at a signal', endsProgram ? work.finish : work.store);
    if (endsProgram) process.kill(process.pid, signal);
    else setImmediate(() => onSignal(signal, work)).unref();
  };
  process.prependListener(signal, listener);
}
