import shimmer from 'shimmer';
import type { Method } from '../call/trace-call.ts';
import type { MemberPlace } from './member-path.ts';

/** Marks our wrappers, for all copies of core in the process. */
const PATCHED = Symbol.for('@spanwright/patched');

type Wrapper = Method & { __unwrap?: () => void; [PATCHED]?: true };

/** What is done in place of the method; `original` is called with `self` and `args`, or not at all. */
export type Around = (original: Method, self: unknown, args: readonly unknown[]) => unknown;

/**
 * Replaces a method, unless it is replaced already. The replacement has its name, arity and own properties.
 * @returns the undo. It restores the very same function; where another tracer has wrapped ours since, ours stays
 * and passes calls through.
 */
export function wrapMethod({ owner, key }: MemberPlace, around: Around): () => void {
  const original = owner[key] as Wrapper;
  if (original[PATCHED]) return () => {};
  const inherited = !Object.hasOwn(owner, key);
  let active = true;
  const wrapper = wrapperOf(original, (self, args) =>
    active ? around(original, self, args) : Reflect.apply(original, self, args),
  );
  shimmer.wrap(owner as Record<string, Method>, key, () => wrapper);
  return () => {
    active = false;
    wrapper.__unwrap?.();
    if (inherited && owner[key] === original) Reflect.deleteProperty(owner, key);
  };
}

function wrapperOf(original: Method, call: (self: unknown, args: readonly unknown[]) => unknown): Wrapper {
  const wrapper: Wrapper = function (this: unknown, ...args: readonly unknown[]): unknown {
    return call(this, args);
  };
  // Name, arity and whatever else the library put on its function.
  for (const property of Reflect.ownKeys(original)) {
    const descriptor = Object.getOwnPropertyDescriptor(original, property);
    if (property !== 'prototype' && descriptor)
      Object.defineProperty(wrapper, property, { ...descriptor, configurable: true });
  }
  Object.defineProperty(wrapper, PATCHED, { value: true });
  return wrapper;
}
