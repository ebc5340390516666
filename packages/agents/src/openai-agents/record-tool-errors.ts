import type { LiveSpan } from '@spanwright/core';
import { at, isThenable, isWire, observePromise, type Tracer, type Wire, wrapMethod } from '@spanwright/core/kit';
import { wrapInterceptedExport } from './intercepted-export.ts';
import type { ToolErrors } from './tool-errors.ts';

type Execute = (this: unknown, ...args: readonly unknown[]) => unknown;
type Failed = (span: LiveSpan, error: unknown) => void;

/**
 * Takes note of what the work of tools throws that are made from now on by `tool()` of a copy of the SDK: a CommonJS
 * one, or an ES module whose `import` is intercepted. A tool that is there already holds nothing that leads to its work.
 * Returns the undo, after which nothing is noted any more.
 */
export function recordToolErrors(exports: object, tracer: Tracer, errors: ToolErrors): () => void {
  const watch = (owner: Record<string, unknown>): (() => void) => watchTools(owner, tracer, errors);
  const owner = ownerOf('tool', at(exports, 'tool'));
  return owner ? watch(owner) : wrapInterceptedExport(exports, 'tool', watch);
}

function watchTools(owner: Record<string, unknown>, tracer: Tracer, errors: ToolErrors): () => void {
  let watching = true;
  const failed: Failed = (span, error) => {
    if (watching) errors.add(span, error);
  };
  const undo = wrapMethod({ owner, key: 'tool' }, (original, self, [options, ...rest]) =>
    Reflect.apply(original, self, [watched(options, tracer, failed), ...rest]),
  );
  return () => {
    watching = false;
    undo();
  };
}

/** The exports of the file that the SDK's index hands `value` on from: those of the index itself cannot be replaced. */
function ownerOf(key: string, value: unknown): Record<string, unknown> | undefined {
  if (typeof value !== 'function') return undefined;
  const { _cache: loaded = {} } = process.getBuiltinModule('node:module') as { _cache?: NodeJS.Dict<NodeJS.Module> };
  for (const module of Object.values(loaded)) {
    const exports: unknown = module?.exports;
    const own = isWire(exports) ? Object.getOwnPropertyDescriptor(exports, key) : undefined;
    if (own?.value === value && own.configurable === true) return exports as Record<string, unknown>;
  }
  return undefined;
}

/** The options as they are, `execute` apart: it is read anew for each call, and called with the options as `this`. */
function watched(options: unknown, tracer: Tracer, failed: Failed): unknown {
  if (!isWire(options) || isFixed(options, 'execute')) return options;
  return new Proxy(options, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key);
      return key === 'execute' && typeof value === 'function'
        ? observed(value as Execute, target, tracer, failed)
        : value;
    },
  });
}

/** Whether a proxy must give the property as it is. */
function isFixed(options: Wire, key: string): boolean {
  const own = Object.getOwnPropertyDescriptor(options, key);
  return own?.configurable === false;
}

function observed(execute: Execute, options: Wire, tracer: Tracer, failed: Failed): Execute {
  return new Proxy(execute, {
    apply(target, _self, args) {
      const span = tracer.guarded('a tool', () => tracer.activeSpan());
      if (!span) return Reflect.apply(target, options, args);
      return watchedCall(
        () => Reflect.apply(target, options, args),
        (error) => failed(span, error),
      );
    },
  });
}

function watchedCall(work: () => unknown, rejected: (error: unknown) => void): unknown {
  let result: unknown;
  try {
    result = work();
  } catch (error) {
    rejected(error);
    throw error;
  }
  // The SDK awaits it at once: our handler, which runs before, hides no unhandled rejection.
  if (result instanceof Promise && result.constructor === Promise)
    void Promise.prototype.then.call(result, undefined, rejected);
  else if (isThenable(result)) return observePromise(result, { fulfilled: () => {}, rejected });
  return result;
}
