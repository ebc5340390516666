import { findMember, isWire, tracer, type Wire } from '@spanwright/core/kit';
import { attachToManagers } from './attach-to-managers.ts';
import { withHandler } from './inject-handler.ts';
import { wrapQuietMethods } from './quiet-calls.ts';
import { sessionOf } from './session.ts';

/** Methods of runnables that take options as their second argument. */
const ENTRY_POINTS = ['invoke', 'stream', 'batch', 'streamEvents', 'streamLog'] as const;

/**
 * Records one runnable, embeddings or document compressor, or the module `@langchain/core/callbacks/manager` of a copy
 * that no hook can find, as in a bundled program. Returns what it got.
 */
export function traced<T extends object>(target: T): T {
  tracer.guarded('langchain.traced()', () => {
    const session = sessionOf(tracer);
    session.attached({});
    if (findMember(target, 'CallbackManager._configureSync')) attachToManagers(target, session);
    else if (wrapQuietMethods(tracer, target as Record<string, unknown>).length === 0) traceRunnable(target);
  });
  return target;
}

function traceRunnable(runnable: object): void {
  const { handler } = sessionOf(tracer);
  const withOurs = (options: unknown): Wire => {
    const given = isWire(options) ? options : {};
    return { ...given, callbacks: withHandler(given['callbacks'], handler) };
  };
  for (const key of ENTRY_POINTS) {
    const method = (runnable as Record<string, unknown>)[key];
    if (typeof method !== 'function') continue;
    const value = function (this: unknown, input: unknown, options: unknown, ...rest: readonly unknown[]): unknown {
      const ours = Array.isArray(options) ? options.map(withOurs) : withOurs(options);
      return Reflect.apply(method, this, [input, ours, ...rest]);
    };
    Object.defineProperty(runnable, key, { value, configurable: true, writable: true });
  }
}
