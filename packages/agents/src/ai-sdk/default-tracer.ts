import { at, findMember, type Tracer, wrapMethod } from '@spanwright/core/kit';
import { type TelemetryTracer, telemetryTracer } from './telemetry-tracer.ts';

/** The name by which the AI SDK asks for a tracer. */
const NAME = 'ai';

/**
 * Gives our tracer to the AI SDK 6 where a program switches its telemetry on and has registered no tracer provider with
 * OpenTelemetry's API: nobody else would record it. Nothing is registered, and a provider that comes later is told.
 */
export function attachToApi(exports: object, tracer: Tracer): () => void {
  const place = findMember(exports, 'ProxyTracerProvider#getTracer');
  if (!place) return () => {};
  const ours = telemetryTracer(tracer);
  return wrapMethod(place, (original, provider, args) => {
    const theirs: unknown = Reflect.apply(original, provider, args);
    if (args[0] !== NAME || hasProvider(provider)) return theirs;
    return standIn(provider, theirs as TelemetryTracer, ours);
  });
}

/** Version 6 starts spans by one method alone; by the other version 7 does, whose work is recorded in another way. */
function standIn(provider: unknown, theirs: TelemetryTracer, ours: TelemetryTracer): TelemetryTracer {
  const startActiveSpan = (...args: readonly unknown[]): unknown => {
    const tracer = hasProvider(provider) ? theirs : ours;
    return Reflect.apply(tracer.startActiveSpan, tracer, args);
  };
  return {
    startSpan: (...args) => theirs.startSpan(...args),
    startActiveSpan,
  };
}

/** Whether the program has registered one: then there is a tracer to hand on to. */
function hasProvider(proxy: unknown): boolean {
  const tracerOf = at(proxy, 'getDelegateTracer');
  return typeof tracerOf !== 'function' || Reflect.apply(tracerOf, proxy, [NAME]) !== undefined;
}
