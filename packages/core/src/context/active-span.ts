import type { AsyncLocalStorage } from 'node:async_hooks';
import { sharedSlot } from '../shared-state.ts';
import type { LiveSpan } from '../span/live-span.ts';
import { innermost } from './scope-source.ts';
import { spanBridge } from './span-bridge.ts';

interface ContextState {
  storage?: AsyncLocalStorage<LiveSpan | undefined>;
}

const state = sharedSlot<ContextState>('context', () => ({}));

/** The span whose scope the program is in, or undefined. Costs nothing until a scope was opened. */
export function activeSpan(): LiveSpan | undefined {
  return innermost(state.storage?.getStore());
}

/**
 * Runs `work` with `span` as the parent of what starts inside, across promises and callbacks.
 * The first call switches AsyncLocalStorage on: on Node 20 and 22 that slows every promise of the process,
 * so a program that only makes provider calls never gets here.
 */
export function runInScope<S extends LiveSpan | undefined, T>(span: S, work: (span: S) => T): T {
  state.storage ??= new (process.getBuiltinModule('node:async_hooks').AsyncLocalStorage)();
  const { storage } = state;
  const bridge = span && spanBridge();
  return bridge ? bridge.around(span, () => storage.run(span, work, span)) : storage.run(span, work, span);
}
