import { findMember, type Tracer, wrapMethod } from '@spanwright/core/kit';
import { NOOP_ID, type SdkSpan, type SdkTrace, type SdkTraceProvider } from './sdk.ts';
import type { SdkSpans } from './sdk-spans.ts';

/** What is told of one kind of work: spans or traces. */
interface Listener<T> {
  readonly id: (work: T) => string;
  readonly start: (work: T) => void;
  readonly end: (work: T) => void;
}

/**
 * Hears of every span and trace that a provider makes. A processor would hear late: the SDK tells the second of several
 * processors only when the first has answered, and by then the program's own calls are under way. So `start` and `end`
 * of the SDK's classes are wrapped, which the first span and the first trace that the provider makes lead to. Returns
 * the undo.
 */
export function watchProvider(provider: SdkTraceProvider, spans: SdkSpans, tracer: Tracer): () => void {
  const undos = [
    watch<SdkSpan>(provider, 'createSpan', tracer, {
      id: ({ spanId }) => spanId,
      start: (span) => spans.start(span),
      end: (span) => spans.end(span),
    }),
    watch<SdkTrace>(provider, 'createTrace', tracer, {
      id: ({ traceId }) => traceId,
      start: (trace) => spans.startTrace(trace),
      end: (trace) => spans.endTrace(trace),
    }),
  ];
  return () => {
    for (const undo of undos) undo();
  };
}

/** Waits for the first work that is recorded, then listens to its class alone: making more costs nothing. */
function watch<T>(provider: SdkTraceProvider, method: string, tracer: Tracer, listener: Listener<T>): () => void {
  const place = findMember(provider, method);
  if (!place) return () => {};
  const undos = [
    wrapMethod(place, (original, self, args) => {
      const made = Reflect.apply(original, self, args) as T & object;
      tracer.guarded(PLACE, () => {
        if (listener.id(made) === NOOP_ID) return;
        stop();
        undos.push(...listen(made, tracer, listener));
      });
      return made;
    }),
  ];
  const stop = (): void => {
    for (const undo of undos.splice(0).reverse()) undo();
  };
  return stop;
}

function listen<T extends object>(made: T, tracer: Tracer, { start, end }: Listener<T>): readonly (() => void)[] {
  const owner = Object.getPrototypeOf(made) as Record<string, unknown>;
  return [before(owner, 'start', start, tracer), before(owner, 'end', end, tracer)];
}

function before<T>(owner: Record<string, unknown>, key: string, tell: (work: T) => void, tracer: Tracer): () => void {
  return wrapMethod({ owner, key }, (original, self, args) => {
    tracer.guarded(PLACE, () => tell(self as T));
    return Reflect.apply(original, self, args);
  });
}

const PLACE = 'a span of the OpenAI Agents SDK';
