import { at, isWire, textAt, wrapMethod } from '@spanwright/core/kit';
import type { OpenRun } from './open-run.ts';
import type { OpenRuns } from './open-runs.ts';

interface Storage {
  getStore(): unknown;
}

/** Where every copy of LangChain, and LangSmith, looks for the AsyncLocalStorage of its current run. */
const STORAGE: unique symbol = Symbol.for('ls:tracing_async_local_storage') as never;
/** Where the current run's configuration stands in there. */
const CONFIG: unique symbol = Symbol.for('lc:child_config') as never;

type Global = { [STORAGE]?: Storage };

/**
 * Gives LangChain the storage that `@langchain/core/context` and LangGraph give it when they are imported; without it
 * a call inside a lambda or tool does not know the run that it is part of. Returns the undo, which leaves a storage in
 * place that LangGraph would have made by now.
 */
export function provideStorage(): () => void {
  const global = globalThis as Global;
  if (global[STORAGE]) return () => {};
  const { AsyncLocalStorage } = process.getBuiltinModule('node:async_hooks');
  const ours = (global[STORAGE] = new AsyncLocalStorage());
  return () => {
    if (global[STORAGE] === ours && !wanted) Reflect.deleteProperty(global, STORAGE);
  };
}

let wanted = false;

/** Notices that somebody else wants the storage: exports of `@langchain/core/singletons`. Returns the undo. */
export function watchStorageRequests(exports: object): () => void {
  const provider = at(exports, 'AsyncLocalStorageProviderSingleton');
  const owner = isWire(provider) && (Object.getPrototypeOf(provider) as Record<string, unknown> | null);
  if (!owner || typeof owner['initializeGlobalInstance'] !== 'function') return () => {};
  return wrapMethod({ owner, key: 'initializeGlobalInstance' }, (original, self, args) => {
    wanted = true;
    return Reflect.apply(original, self, args);
  });
}

/**
 * The run that the program is in, as LangChain itself keeps track of it: in a lambda, a tool, a node of a graph. It may be
 * one that goes on though nobody reads its stream any more.
 */
export function currentRun(runs: OpenRuns): OpenRun | undefined {
  const store = (globalThis as Global)[STORAGE]?.getStore();
  const extra = at(store, 'extra') as { [CONFIG]?: unknown } | undefined;
  return extra && runs.around(textAt(at(extra[CONFIG], 'callbacks'), '_parentRunId'));
}
