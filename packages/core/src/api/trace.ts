import { guarded } from '../guard.ts';
import { SpanAttributeKey, type SpanType } from '../model/index.ts';
import type { LiveSpan } from '../span/live-span.ts';
import { isTracing, startLiveSpan } from '../tracer/tracer.ts';
import { parameterNames } from './parameter-names.ts';
import { runTraced } from './run-traced.ts';

/** How calls of a traced function are recorded. */
export interface TraceOptions {
  /** Default: the function's name. */
  readonly name?: string;
  /** Default `UNKNOWN`. */
  readonly spanType?: SpanType;
  readonly attributes?: Readonly<Record<string, unknown>>;
}

// oxlint-disable-next-line typescript/no-explicit-any -- a wrapper must take every function as it is, generics included
type AnyFunction = (...args: any[]) => any;

/**
 * Wraps a function so that each call becomes a span: arguments as inputs (by parameter name where those are plain),
 * result as outputs, an error as an `exception` event. Spans made inside are its children. The wrapper has the
 * function's exact type, name and arity, and returns and throws what the function does.
 * @example
 * const answer = trace(async (question: string) => ask(question), { name: 'answer', spanType: SpanType.CHAIN });
 */
export function trace<F extends AnyFunction>(fn: F, options: TraceOptions = {}): F {
  const start = spanStarter(fn, options);
  const traced = function (this: unknown, ...args: unknown[]): unknown {
    const span = isTracing() ? guarded('starting a span', () => start(args)) : undefined;
    const call = (): unknown => Reflect.apply(fn, this, args);
    return span ? runTraced(span, call) : call();
  };
  for (const key of ['name', 'length'] as const)
    Object.defineProperty(traced, key, { value: fn[key], configurable: true });
  return traced as F;
}

function spanStarter(fn: AnyFunction, options: TraceOptions): (args: readonly unknown[]) => LiveSpan {
  const names = parameterNames(fn);
  const functionName = fn.name || 'anonymous';
  return (args) =>
    startLiveSpan({
      name: options.name ?? functionName,
      ...(options.spanType !== undefined && { spanType: options.spanType }),
      attributes: { [SpanAttributeKey.FUNCTION_NAME]: functionName, ...options.attributes },
      inputs: namedArguments(names, args),
    });
}

function namedArguments(names: readonly string[] | undefined, args: readonly unknown[]): unknown {
  if (!names || args.length > names.length) return args;
  return Object.fromEntries(args.map((arg, index) => [names[index], arg]));
}
