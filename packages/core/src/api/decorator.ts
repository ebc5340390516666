import { TracingError } from '../model/index.ts';
import { checkTraced, checkTraceOptions } from './check-trace-options.ts';
import type { AnyFunction } from '../any-function.ts';
import type { TraceOptions } from './trace-options.ts';
import { tracedFunction } from './traced-function.ts';

/** What a standard decorator is told of a method or getter. */
export type MemberContext<F extends AnyFunction> = ClassMethodDecoratorContext<unknown, F>;

/** What a standard decorator is told of a field that holds a function. */
export type FieldContext<F extends AnyFunction> = ClassFieldDecoratorContext<unknown, F>;

/** Traces a function, method, or field that holds a function: as a wrapper, a standard or a legacy decorator. */
export interface TraceDecorator {
  <F extends AnyFunction>(fn: F): F;
  <F extends AnyFunction>(method: F, context: MemberContext<F>): F;
  <F extends AnyFunction>(field: undefined, context: FieldContext<F>): (initial: F) => F;
  <T>(target: object, key: string | symbol, descriptor: TypedPropertyDescriptor<T>): TypedPropertyDescriptor<T>;
}

interface AnyContext {
  readonly kind: string;
  readonly name: string | symbol;
}

/**
 * Traces what it is called with, in whatever of the three ways: `(fn, options?)`, `(value, context)` as a standard
 * decorator, `(target, key, descriptor)` as a legacy one.
 * @throws TracingError INVALID_PARAMETER_VALUE for anything that is no function and holds none.
 */
export function traceAny(options: TraceOptions, [target, second, third]: readonly unknown[]): unknown {
  if (isDecoratorContext(second)) return decorateStandard(options, target, second);
  if (typeof second === 'string' || typeof second === 'symbol') return decorateLegacy(options, second, third);
  return wrap(target, { ...options, ...checkTraceOptions(second) });
}

function isDecoratorContext(value: unknown): value is AnyContext {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, addInitializer } = value as { kind?: unknown; addInitializer?: unknown };
  return typeof kind === 'string' && typeof addInitializer === 'function';
}

function decorateStandard(options: TraceOptions, value: unknown, { kind, name }: AnyContext): unknown {
  if (kind === 'method' || kind === 'getter') return wrap(value, options);
  if (kind === 'field') return (initial: unknown) => wrap(initial, options);
  throw cannotDecorate(kind, name);
}

function decorateLegacy(options: TraceOptions, key: string | symbol, descriptor: unknown): PropertyDescriptor {
  const { value, get } = (descriptor ?? {}) as { value?: unknown; get?: unknown };
  if (typeof value === 'function') return { ...(descriptor as PropertyDescriptor), value: wrap(value, options) };
  if (typeof get === 'function')
    return { ...(descriptor as PropertyDescriptor), get: wrap(get, options) as () => unknown };
  throw cannotDecorate('field', key);
}

function wrap(fn: unknown, options: TraceOptions): AnyFunction {
  checkTraced(fn, options);
  return tracedFunction(fn, options);
}

function cannotDecorate(kind: string, name: string | symbol): TracingError {
  const message = `@trace cannot decorate the ${kind} "${String(name)}"; wrap the function itself: trace(fn, options).`;
  return new TracingError('INVALID_PARAMETER_VALUE', message);
}
