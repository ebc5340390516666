import type { LazyPromiseShape } from '../integration/define.ts';
import { replaceOwn } from './own-property.ts';
import type { RecordedCall } from './recorded-call.ts';
import { noteRead, noteUnread } from './unread.ts';

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
 * Observes a lazily parsed promise (`APIPromise` of the Stainless-made clients) in place, and returns what the program
 * gets: the promise itself, or where its methods do not go through its own properties its stand-in, made by the library
 * itself. Class, laziness and every method stay; results, rejections and unhandled rejections are those of the original.
 * @param observe sees the parsed result, before the program does, and must not throw.
 */
export function observeLazyPromise(
  promise: LazyPromise,
  shape: LazyPromiseShape,
  call: RecordedCall,
  observe: (result: unknown) => void,
): unknown {
  // Of openai 7 each promise has its own way to derive others, past its other properties.
  if (Object.hasOwn(promise, shape.derive)) return observeDerived(promise, shape, call, observe);
  const response = promise[shape.response] as Promise<unknown>;
  promise[shape.response] = Promise.prototype.then.call(
    response,
    (arrived) => {
      if (!call.ended) noteUnread(call);
      return arrived;
    },
    // Thrown on: a rejection that the program never looks at stays unhandled.
    (error: unknown) => {
      call.fail(error);
      throw error;
    },
  );
  promise[shape.parse] = observedParse(promise[shape.parse] as Method, call, observe);
  return promise;
}

/** Tells the call that its body is read, and what comes of it. */
function observedParse(parse: Method, call: RecordedCall, observe?: (result: unknown) => void): Method {
  return function observed(this: unknown, ...args: readonly unknown[]): unknown {
    noteRead(call);
    const parsed = Reflect.apply(parse, this, args);
    // The client adopts this promise at once: our handler hides no unhandled rejection, and runs before the program's.
    if (parsed instanceof Promise)
      void Promise.prototype.then.call(parsed, observe, (error: unknown) => call.fail(error));
    return parsed;
  };
}

function observeDerived(
  promise: LazyPromise,
  shape: LazyPromiseShape,
  call: RecordedCall,
  observe: (result: unknown) => void,
): unknown {
  observeResponse(promise[shape.response] as Promise<unknown>, call);
  // As a method: it is the promise's own.
  const derived = (promise[shape.derive] as Method)((result: unknown) => {
    observe(result);
    return result;
  }) as LazyPromise;
  observeParsing(derived, shape, call);
  if (!Object.hasOwn(promise, 'then')) return derived;
  // A promise of pages that can be iterated: a derived one would lack what it adds.
  passOn(promise, derived, shape);
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

/** Sees parse errors of the promise and of all that the program derives from it. */
function observeParsing(promise: LazyPromise, shape: LazyPromiseShape, call: RecordedCall): void {
  replaceOwn(promise, shape.parse, observedParse(promise[shape.parse] as Method, call));
  const derive = promise[shape.derive] as Method;
  replaceOwn(promise, shape.derive, function observed(this: unknown, ...args: readonly unknown[]): unknown {
    const derived = Reflect.apply(derive, this, args);
    if (isLazyPromise(derived, shape)) observeParsing(derived, shape, call);
    return derived;
  });
}

/**
 * Sees the HTTP outcome, which a derived promise does not when it fails. Our handler would make a rejection that
 * the program never looks at count as handled: it throws on, unless the program has opened a door of its own.
 */
function observeResponse(response: Promise<unknown>, call: RecordedCall): void {
  let opened = false;
  const then = response.then;
  replaceOwn(response, 'then', function observed(this: unknown, ...handlers: readonly unknown[]): unknown {
    opened = true;
    return Reflect.apply(then, this, handlers);
  });
  void Promise.prototype.then.call(
    response,
    () => {
      if (!call.ended) noteUnread(call);
    },
    (error: unknown) => {
      call.fail(error);
      if (!opened) throw error;
    },
  );
}
