import { at, findMember, type Tracer, wrapMethod } from '@spanwright/core/kit';
import { telemetryTracer } from './telemetry-tracer.ts';

/** The name by which the AI SDK asks for a tracer. */
const NAME = 'ai';

/**
 * Gives our tracer to the AI SDK 6 where a program switches its telemetry on and has registered no tracer provider with
 * OpenTelemetry's API: nobody else would record it. Nothing is registered, and a provider that comes later is asked.
 */
export function attachToApi(exports: object, tracer: Tracer): () => void {
  const place = findMember(exports, 'ProxyTracerProvider#getTracer');
  if (!place) return () => {};
  const ours = telemetryTracer(tracer);
  return wrapMethod(place, (original, provider, args) => {
    const isFree = args[0] === NAME && tracer.guarded('the AI SDK', () => !hasProvider(provider)) === true;
    return isFree ? ours : Reflect.apply(original, provider, args);
  });
}

/** Whether the program has registered one: then there is a tracer to hand on to. */
function hasProvider(proxy: unknown): boolean {
  const tracerOf = at(proxy, 'getDelegateTracer');
  return typeof tracerOf !== 'function' || Reflect.apply(tracerOf, proxy, [NAME]) !== undefined;
}
