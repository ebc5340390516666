import { describe, expect, it } from '@jest/globals';
import { tracer } from '@spanwright/core/kit';
import { injectHandler } from '../src/inject-handler.ts';
import { Session } from '../src/session.ts';

const { handler } = new Session(tracer);

/** What LangChain's class does with handlers, as far as this matters. */
function library() {
  class CallbackManager {
    handlers: object[] = [];
    inheritableHandlers: object[] = [];
    copy(more: readonly object[]): CallbackManager {
      const copy = new CallbackManager();
      copy.inheritableHandlers = [...this.inheritableHandlers, ...more];
      return copy;
    }
    static _configureSync(inheritable: unknown, ...rest: readonly unknown[]): unknown {
      return [inheritable, ...rest];
    }
  }
  return { CallbackManager };
}

const configure = (exports: ReturnType<typeof library>, ...args: readonly unknown[]) =>
  exports.CallbackManager._configureSync(args[0], ...args.slice(1)) as [unknown, ...unknown[]];

describe('the handler', () => {
  it('is given to runs without handlers, and beside those of the program', () => {
    const exports = library();
    const undo = injectHandler(exports, handler);
    const own = {};
    const given = [own];
    expect(configure(exports, undefined, 'local')).toEqual([[handler], 'local']);
    expect(configure(exports, given)[0]).toEqual([own, handler]);
    expect(given).toEqual([own]);
    undo();
  });

  it("is put into a copy of the program's manager, once", () => {
    const exports = library();
    const undo = injectHandler(exports, handler);
    const manager = new exports.CallbackManager();
    const [copy] = configure(exports, manager) as [typeof manager];
    expect(copy.inheritableHandlers).toEqual([handler]);
    expect(manager.inheritableHandlers).toEqual([]);
    expect(configure(exports, copy)[0]).toBe(copy);
    undo();
  });

  it('is gone after the undo, and the very same function is back', () => {
    const exports = library();
    const original = exports.CallbackManager._configureSync;
    const undos = [injectHandler(exports, handler), injectHandler(exports, handler)];
    for (const undo of undos) undo();
    expect(exports.CallbackManager._configureSync).toBe(original);
  });
});
