import { checkTraceOptions } from './check-trace-options.ts';
import { type FieldContext, type MemberContext, traceAny, type TraceDecorator } from './decorator.ts';
import type { AnyFunction } from '../any-function.ts';
import type { TraceOptions } from './trace-options.ts';

/**
 * Wraps a function so that each call becomes a span: arguments as inputs (by parameter name, with default values,
 * where those can be known), result as outputs, an error as an `exception` event. Spans made inside are its children.
 * The wrapper has the function's exact type, name and arity, and returns and throws what the function does. Of a
 * generator function each run becomes a span, from its first step on: what it yields is its output.
 *
 * Also a decorator, `@trace` and `@trace(options)`, of methods, getters and fields that hold functions, by the standard
 * and by TypeScript's `experimentalDecorators` (methods and getters only).
 * @throws TracingError INVALID_PARAMETER_VALUE for options that cannot be, or something that is no function.
 * @example
 * const answer = trace(async (question: string) => ask(question), { name: 'answer', spanType: SpanType.CHAIN });
 * @example
 * class Agent {
 *   @trace({ spanType: SpanType.AGENT })
 *   async run(task: string) { return await this.plan(task); }
 * }
 */
export function trace<F extends CallableFunction>(fn: F, options?: TraceOptions): F;
export function trace<F extends AnyFunction>(method: F, context: MemberContext<F>): F;
export function trace<F extends AnyFunction>(field: undefined, context: FieldContext<F>): (initial: F) => F;
export function trace<T>(
  target: object,
  key: string | symbol,
  descriptor: TypedPropertyDescriptor<T>,
): TypedPropertyDescriptor<T>;
export function trace(options: TraceOptions): TraceDecorator;
export function trace(...args: readonly unknown[]): unknown {
  const [first] = args;
  if (args.length > 1 || typeof first !== 'object' || first === null) return traceAny({}, args);
  const options = checkTraceOptions(first);
  return (...decorated: readonly unknown[]) => traceAny(options, decorated);
}
