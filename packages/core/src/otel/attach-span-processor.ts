import type * as otel from '@opentelemetry/api';
import { warnOnce } from '../logger.ts';
import type { SpanHost } from './span-host.ts';
import { isOurProcessor, makeSpanProcessor } from './span-processor.ts';

/** Where the SDK (1.x and 2.x) keeps a provider's processors: it has no public way to add one. */
interface SdkProvider {
  readonly getDelegate?: () => SdkProvider;
  readonly _activeSpanProcessor?: { readonly _spanProcessors?: unknown[] };
}

/** Adds our processor to the provider that the program registered, unless it has one. */
export function attachSpanProcessor(api: typeof otel, host: SpanHost): void {
  const registered = api.trace.getTracerProvider() as SdkProvider;
  const provider = registered.getDelegate?.() ?? registered;
  const processors = provider._activeSpanProcessor?._spanProcessors;
  if (!Array.isArray(processors)) {
    warnOnce(
      "cannot join the traces of the program's tracer provider: register it before the first span, and add " +
        'createSpanProcessor() of @spanwright/core to its spanProcessors',
    );
  } else if (!processors.some(isOurProcessor)) processors.push(makeSpanProcessor(host));
}
