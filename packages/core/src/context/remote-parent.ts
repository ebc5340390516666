import type { AsyncLocalStorage } from 'node:async_hooks';
import { sharedSlot } from '../shared-state.ts';
import { runInScope } from './active-span.ts';

/** A span of another process, or of another tracer of this one, that ours are to be children of. */
export interface RemoteParent {
  /** 32 hex digits. */
  readonly otelTraceId: string;
  /** 16 hex digits. */
  readonly spanId: string;
}

const state = sharedSlot<{ storage?: AsyncLocalStorage<RemoteParent> }>('remote parent', () => ({}));

/** The parent of spans that start here and have none in this process, or undefined. */
export function remoteParent(): RemoteParent | undefined {
  return state.storage?.getStore();
}

/** Runs `work` so that what starts inside is a child of `parent`; no span of this process is active in it. */
export function runUnderRemote<T>(parent: RemoteParent, work: () => T): T {
  state.storage ??= new (process.getBuiltinModule('node:async_hooks').AsyncLocalStorage)();
  const { storage } = state;
  return runInScope(undefined, () => storage.run(parent, work));
}
