import type { AsyncLocalStorage } from 'node:async_hooks';
import { TracingError } from '../model/index.ts';
import { sharedSlot } from '../shared-state.ts';
import type { TraceUpdate } from '../span/trace-notes.ts';
import { givenOptions } from '../given-options.ts';

/** What `tracing.context` says of every trace that starts inside it. */
export interface TraceContext extends Pick<TraceUpdate, 'tags' | 'metadata' | 'sessionId' | 'user'> {
  /** False: nothing is traced inside. */
  readonly enabled?: boolean;
}

const state = sharedSlot<{ storage?: AsyncLocalStorage<TraceContext> }>('trace context', () => ({}));

/** What is in force here; undefined outside of every context. */
export function traceContext(): TraceContext | undefined {
  return state.storage?.getStore();
}

/** Runs `work` with `context` in force, on top of the one around it: the inner value wins. */
export function runWithTraceContext<T>(context: TraceContext, work: () => T): T {
  givenOptions('tracing.context()', context);
  if (typeof work !== 'function')
    throw new TracingError('INVALID_PARAMETER_VALUE', `tracing.context() needs a function to run, got ${typeof work}.`);
  state.storage ??= new (process.getBuiltinModule('node:async_hooks').AsyncLocalStorage)();
  const outer = traceContext();
  const merged = {
    ...outer,
    ...context,
    tags: { ...outer?.tags, ...context.tags },
    metadata: { ...outer?.metadata, ...context.metadata },
  };
  return state.storage.run(merged, work);
}
