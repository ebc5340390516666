import type { AsyncLocalStorage } from 'node:async_hooks';
import { sharedSlot } from '../shared-state.ts';
import type { ActiveRun } from './active-run.ts';

interface RunState {
  /** Runs that were started without a callback, the innermost last. */
  readonly stack: ActiveRun[];
  /** Made by the first run with a callback. */
  storage?: AsyncLocalStorage<ActiveRun>;
}

const state = sharedSlot<RunState>('runs', () => ({ stack: [] }));

/** The run that what starts now belongs to: that of the callback the program is in, else the last that was started. */
export function activeRun(): ActiveRun | undefined {
  return state.storage?.getStore() ?? state.stack.at(-1);
}

/** Makes a run active until `leaveRun`. */
export function enterRun(run: ActiveRun): void {
  state.stack.push(run);
}

/** The run that was entered last, active no more. */
export function leaveRun(): ActiveRun | undefined {
  return state.stack.pop();
}

/** Runs `work` with `run` active inside, across promises and callbacks. */
export function inRun<T>(run: ActiveRun, work: () => T): T {
  state.storage ??= new (process.getBuiltinModule('node:async_hooks').AsyncLocalStorage)();
  return state.storage.run(run, work);
}
