import type { AnyFunction } from '../any-function.ts';

const GENERATOR_TAG = /^\[object (?:Async)?GeneratorFunction\]$/;
// Names that compilers give their stand-ins for generators: TypeScript's and SWC's helpers, regenerator.
const COMPILED = /generator/i;

/** True for a native generator function, asynchronous ones included. */
export function isGeneratorFunction(fn: AnyFunction): boolean {
  return GENERATOR_TAG.test(Object.prototype.toString.call(fn));
}

/** True for a function that may return a generator: a native one, or what a compiler made of one. */
export function mayBeGeneratorFunction(fn: AnyFunction): boolean {
  return isGeneratorFunction(fn) || COMPILED.test(Function.prototype.toString.call(fn));
}
