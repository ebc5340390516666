import { findMember, isWire, listAt, wrapMethod } from '@spanwright/core/kit';
import type { CallbackHandler } from './callback-handler.ts';

const CONFIGURE = 'CallbackManager._configureSync';

/**
 * Puts the handler among the inheritable ones of every run of this copy of `@langchain/core/callbacks/manager`: each
 * entry point of LangChain and LangGraph asks `_configureSync` for its handlers. The program's own arrays and managers
 * are copied, never changed. Returns the undo.
 */
export function injectHandler(exports: object, handler: CallbackHandler): () => void {
  const place = findMember(exports, CONFIGURE);
  if (!place) return () => {};
  return wrapMethod(place, (original, self, args) => {
    const handlers = withHandler(args[0], handler);
    return Reflect.apply(original, self, handlers === args[0] ? args : [handlers, ...args.slice(1)]);
  });
}

/** The handlers, ours among them: a copy where the program gave them. */
export function withHandler(inheritable: unknown, handler: CallbackHandler): unknown {
  if (!inheritable) return [handler];
  if (Array.isArray(inheritable)) {
    const given = inheritable as readonly unknown[];
    return given.includes(handler) ? given : [...given, handler];
  }
  if (!isWire(inheritable) || listAt(inheritable, 'inheritableHandlers').includes(handler)) return inheritable;
  const { copy } = inheritable;
  return typeof copy === 'function' ? Reflect.apply(copy, inheritable, [[handler], true]) : inheritable;
}
