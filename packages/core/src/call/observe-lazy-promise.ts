import type { LazyPromiseShape } from '../integration/define.ts';
import { replaceOwn } from './own-property.ts';
import type { RecordedCall } from './recorded-call.ts';
import { noteUnread } from './unread.ts';

type Method = (this: unknown, ...args: readonly unknown[]) => unknown;
type LazyPromise = PromiseLike<unknown> & Record<string, unknown>;

/** True for a promise that parses its body only when the program asks for it. */
export function isLazyPromise(value: unknown, shape: LazyPromiseShape | undefined): value is LazyPromise {
  if (!shape || typeof value !== 'object' || value === null) return false;
  const candidate = value as Record<string, unknown>;
  return (
    typeof candidate[shape.derive] === 'function' &&
    typeof candidate[shape.parse] === 'function' &&
    candidate[shape.response] instanceof Promise
  );
}

/**
 * Observes a lazily parsed promise (`APIPromise` of the Stainless-made clients) and returns its stand-in, made by
 * the library itself, so that class, laziness and every method stay. Results, rejections and unhandled rejections
 * are those of the original.
 * @param observe sees the parsed result and must not throw.
 */
export function observeLazyPromise(
  promise: LazyPromise,
  shape: LazyPromiseShape,
  call: RecordedCall,
  observe: (result: unknown) => void,
): unknown {
  const parsing: Parsing = { started: false };
  observeResponse(promise[shape.response] as Promise<unknown>, call, parsing);
  // As a method: openai 7 gives each promise its own.
  const derived = (promise[shape.derive] as Method)((result: unknown) => {
    observe(result);
    return result;
  });
  if ((derived as object).constructor === promise.constructor) {
    observeParsing(derived as LazyPromise, shape, call, parsing);
    return derived;
  }
  // A subclass, such as a promise of pages that can be iterated: a derived promise would lack what it adds.
  if (Object.hasOwn(promise, 'then')) {
    observeParsing(derived as LazyPromise, shape, call, parsing);
    passOn(promise, derived as LazyPromise, shape);
    return promise;
  }
  observeParsing(promise, shape, call, Object.assign(parsing, { observe }));
  return promise;
}

/** Makes a promise whose own methods pass on to another, as those of pages in openai 7, pass on to the derived one. */
function passOn(promise: LazyPromise, derived: LazyPromise, { parse }: LazyPromiseShape): void {
  for (const key of Object.keys(promise)) {
    const method: unknown = derived[key];
    if (key !== parse && typeof promise[key] === 'function' && typeof method === 'function')
      replaceOwn(promise, key, method.bind(derived) as Method);
  }
}

/** Whether the body is being read, and who is to see it where no derived promise does. */
interface Parsing {
  started: boolean;
  observe?: (result: unknown) => void;
}

/** Sees parse errors of the promise and of all that the program derives from it. */
function observeParsing(promise: LazyPromise, shape: LazyPromiseShape, call: RecordedCall, parsing: Parsing): void {
  const parse = promise[shape.parse] as Method;
  replaceOwn(promise, shape.parse, function observed(this: unknown, ...args: readonly unknown[]): unknown {
    parsing.started = true;
    const parsed = Reflect.apply(parse, this, args);
    // The client adopts this promise at once: our handler hides no unhandled rejection.
    if (parsed instanceof Promise)
      void Promise.prototype.then.call(parsed, parsing.observe, (error: unknown) => call.fail(error));
    return parsed;
  });
  const derive = promise[shape.derive] as Method;
  replaceOwn(promise, shape.derive, function observed(this: unknown, ...args: readonly unknown[]): unknown {
    const derived = Reflect.apply(derive, this, args);
    if (isLazyPromise(derived, shape)) observeParsing(derived, shape, call, parsing);
    return derived;
  });
}

/**
 * Sees the HTTP outcome, which a derived promise does not when it fails. Our handler would make a rejection that
 * the program never looks at count as handled: it throws on, unless the program has opened a door of its own.
 */
function observeResponse(response: Promise<unknown>, call: RecordedCall, parsing: Readonly<Parsing>): void {
  let opened = false;
  const then = response.then;
  replaceOwn(response, 'then', function observed(this: unknown, ...handlers: readonly unknown[]): unknown {
    opened = true;
    return Reflect.apply(then, this, handlers);
  });
  void Promise.prototype.then.call(
    response,
    () => {
      // The handlers that parse the body run before this microtask.
      queueMicrotask(() => {
        if (!parsing.started && !call.ended) noteUnread(call);
      });
    },
    (error: unknown) => {
      call.fail(error);
      if (!opened) throw error;
    },
  );
}
