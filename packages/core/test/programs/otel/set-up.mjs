// A program's own OpenTelemetry set-up, as NodeSDK makes it; prints what its exporter got.
import { context, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';

const exporter = new InMemorySpanExporter();

/** Registers the provider; `more` processors come after the program's own. */
export function setUp({ sampler, more = [] } = {}) {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  const spanProcessors = [new SimpleSpanProcessor(exporter), ...more];
  trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors, ...(sampler && { sampler }) }));
  return trace.getTracer('http');
}

/** The program's spans as its back end sees them, by name. */
export function print(extra = {}) {
  const spans = exporter.getFinishedSpans();
  const nameOf = new Map(spans.map((span) => [span.spanContext().spanId, span.name]));
  const seen = spans.map((span) => ({
    name: span.name,
    traceId: span.spanContext().traceId,
    parent: nameOf.get(span.parentSpanContext?.spanId) ?? span.parentSpanContext?.spanId,
    attributes: span.attributes,
  }));
  console.log(JSON.stringify({ spans: seen, ...extra }));
}
