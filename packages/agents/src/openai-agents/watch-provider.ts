import { findMember, type Tracer, wrapMethod } from '@spanwright/core/kit';
import type { SdkSpan, SdkTrace, SdkTraceProvider } from './sdk.ts';
import type { SdkSpans } from './sdk-spans.ts';

/**
 * Hears of every span and trace that a provider makes. A processor would hear late: the SDK tells the second of several
 * processors only when the first has answered, and by then the program's own calls are under way. So `start` and `end`
 * of the SDK's classes are wrapped, which the provider leads to. Returns the undo.
 */
export function watchProvider(provider: SdkTraceProvider, spans: SdkSpans, tracer: Tracer): () => void {
  const undos: (() => void)[] = [];
  const seen = new WeakSet<object>();
  const meet = <T>(made: unknown, start: (work: T) => void, end: (work: T) => void): void => {
    const prototype = Object.getPrototypeOf(made) as Record<string, unknown>;
    if (seen.has(prototype)) return;
    seen.add(prototype);
    undos.push(before(prototype, 'start', start, tracer), before(prototype, 'end', end, tracer));
  };
  const watch = <T>(method: string, start: (work: T) => void, end: (work: T) => void): void => {
    const place = findMember(provider, method);
    if (!place) return;
    undos.push(
      wrapMethod(place, (original, self, args) => {
        const made = Reflect.apply(original, self, args);
        tracer.guarded('the OpenAI Agents SDK', () => meet(made, start, end));
        return made;
      }),
    );
  };
  watch<SdkSpan>(
    'createSpan',
    (span) => spans.start(span),
    (span) => spans.end(span),
  );
  watch<SdkTrace>(
    'createTrace',
    (trace) => spans.startTrace(trace),
    (trace) => spans.endTrace(trace),
  );
  return () => {
    for (const undo of undos.reverse()) undo();
  };
}

function before<T>(owner: Record<string, unknown>, key: string, tell: (work: T) => void, tracer: Tracer): () => void {
  return wrapMethod({ owner, key }, (original, self, args) => {
    tracer.guarded('a span of the OpenAI Agents SDK', () => tell(self as T));
    return Reflect.apply(original, self, args);
  });
}
