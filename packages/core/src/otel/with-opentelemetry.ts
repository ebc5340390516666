import { spanHost } from '../tracer/tracer.ts';
import { applyOtelOptions, type OpenTelemetryOptions } from './otel-settings.ts';
import { makeSpanProcessor, type OtelSpanProcessor } from './span-processor.ts';
import { givenOptions } from '../given-options.ts';

/**
 * Sets how Spanwright and the program's own OpenTelemetry set-up go together, from the next span on. Call it after the
 * program registered its tracer provider.
 */
export function configureOpenTelemetry(options: OpenTelemetryOptions): void {
  applyOtelOptions(givenOptions('configureOpenTelemetry()', options), spanHost);
}

/**
 * Makes a processor that brings sampled spans of the program's OpenTelemetry set-up into our traces: HTTP calls,
 * databases, other libraries.
 * @example
 * new NodeSDK({ spanProcessors: [new BatchSpanProcessor(exporter), createSpanProcessor()] }).start();
 */
export function createSpanProcessor(): OtelSpanProcessor {
  return makeSpanProcessor(spanHost);
}
