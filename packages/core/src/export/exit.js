import { guarded } from '../guard.js';
import { sharedSlot } from '../shared-state.js';
const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'];
const state = sharedSlot('exit', () => ({ installed: false }));
/**
 * Does its work when the program ends: naturally, by `process.exit()`, by an uncaught error, or by a signal.
 * Exit code, signal and the program's own handlers stay as they are. Installed once per process.
 */
export function installExitHooks(work) {
    if (state.installed)
        return;
    state.installed = true;
    process.on('exit', () => guarded('storing traces at exit', work.finish));
    // Signals reach the main thread only.
    if (process.getBuiltinModule('node:worker_threads').isMainThread)
        for (const signal of SIGNALS)
            onSignal(signal, work);
}
function onSignal(signal, work) {
    const listener = () => {
        // With our listener gone, the listeners that run after it see what they would see without us
        // (signal-exit compares counts to decide whether to end the process).
        process.removeListener(signal, listener);
        const endsProgram = process.listenerCount(signal) === 0;
        guarded('storing traces at a signal', endsProgram ? work.finish : work.store);
        if (endsProgram)
            process.kill(process.pid, signal);
        else
            setImmediate(() => onSignal(signal, work)).unref();
    };
    process.prependListener(signal, listener);
}
