import { replaceOwn } from './own-property.ts';

/** What is told of a promise. Must not throw. `value` may be passed on changed only by observing it in place. */
export interface PromiseObserver {
  fulfilled(value: unknown): void;
  rejected(reason: unknown): void;
}

type AnyPromise = Promise<unknown>;
type Handler = ((value: unknown) => unknown) | null | undefined;

/** The two functions that a plain promise is derived by. */
export interface PassingOn {
  readonly fulfilled: (value: unknown) => unknown;
  readonly rejected: (reason: unknown) => never;
}

/** Functions that tell an observer and pass on what they got; made once for many promises that one observer follows. */
export function passingOn(observer: PromiseObserver): PassingOn {
  return {
    fulfilled: (value) => {
      observer.fulfilled(value);
      return value;
    },
    rejected: (reason) => {
      observer.rejected(reason);
      throw reason;
    },
  };
}

/**
 * Observes a promise without changing what the program sees. A plain promise is replaced by one derived from it,
 * so that a rejection nobody handles stays unhandled. A subclass or thenable is kept as it is, and observed when
 * the program looks: calling its `then` early could start work that the program has not asked for.
 * @param passing what `passingOn` made of the observer, where it is used more than once
 */
export function observePromise<T extends PromiseLike<unknown>>(
  promise: T,
  observer: PromiseObserver,
  passing: PassingOn = passingOn(observer),
): T {
  if ((promise as object).constructor !== Promise) return observeWhenUsed(promise, observer);
  return (promise as unknown as AnyPromise).then(passing.fulfilled, passing.rejected) as unknown as T;
}

function observeWhenUsed<T extends PromiseLike<unknown>>(promise: T, observer: PromiseObserver): T {
  const target = promise as unknown as AnyPromise;
  const { then } = target;
  const passThrough = (call: (onFulfilled: Handler, onRejected: Handler) => unknown) =>
    function observed(this: unknown, onFulfilled: Handler, onRejected: Handler): unknown {
      return call(tellFirst(observer.fulfilled, onFulfilled), tellFirst(observer.rejected, onRejected, true));
    };
  replaceOwn(
    target,
    'then',
    passThrough((onFulfilled, onRejected) => Reflect.apply(then, target, [onFulfilled, onRejected])),
  );
  // Lazily parsed promises answer these two without going through `then`.
  replaceOwn(target, 'catch', (onRejected: Handler) => target.then(undefined, onRejected));
  replaceOwn(target, 'finally', (onFinally?: () => void) => Promise.prototype.finally.call(target, onFinally));
  return promise;
}

function tellFirst(tell: (value: unknown) => void, handler: Handler, rejects = false): (value: unknown) => unknown {
  return (value) => {
    tell(value);
    if (typeof handler === 'function') return handler(value);
    if (rejects) throw value;
    return value;
  };
}

/** True for anything that `await` would wait for. */
export function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function';
}
