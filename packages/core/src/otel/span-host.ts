import type { LiveSpan } from '../span/live-span.ts';
import type { SpanOptions, SpanOrigin } from '../span/span-options.ts';

/** What takes in spans of other tracers: the tracer of this process. */
export interface SpanHost {
  /** True unless tracing was switched off. */
  readonly isTracing: () => boolean;
  /** Starts a span with ids from elsewhere. */
  readonly startForeign: (otelTraceId: string, options: SpanOptions, origin: SpanOrigin) => LiveSpan;
  /** Resolves once every trace that has ended is durable. */
  readonly flush: () => Promise<void>;
}
