import { setSpanBridge } from '../context/span-bridge.ts';
import { guarded } from '../guard.ts';
import { sharedSlot } from '../shared-state.ts';
import { mirrorBridge } from './mirror-bridge.ts';
import { sharedBridge } from './shared-bridge.ts';
import type { SpanHost } from './span-host.ts';

/** How Spanwright and the program's own OpenTelemetry set-up go together. By default they do not touch each other. */
export interface OpenTelemetryOptions {
  /**
   * Our spans become spans of the program's tracer provider too, and its spans (HTTP, databases, other libraries) join
   * our traces: one tree in both. Its sampler decides for both. `MLFLOW_USE_DEFAULT_TRACER_PROVIDER=false`.
   */
  readonly shareTracerProvider?: boolean;
  /**
   * Makes our active span the active span of OpenTelemetry, so that the program's own spans nest under ours in its
   * back end, without joining our traces. `MLFLOW_TRACE_PROPAGATE_TO_OTEL_CONTEXT=true`.
   */
  readonly mirrorActiveSpan?: boolean;
}

const state = sharedSlot<{ read: boolean }>('otel settings', () => ({ read: false }));

/** Puts the options in force. */
export function applyOtelOptions(options: OpenTelemetryOptions, host: SpanHost): void {
  state.read = true;
  if (options.shareTracerProvider) setSpanBridge(guarded('sharing the tracer provider', () => sharedBridge(host)));
  else setSpanBridge(options.mirrorActiveSpan ? mirrorBridge() : undefined);
}

/** Reads the environment at the first span; options that were set win over it. */
export function readOtelSettings(host: SpanHost): void {
  if (state.read) return;
  const env = process.env;
  const options = {
    shareTracerProvider: /^(?:false|0)$/i.test(env['MLFLOW_USE_DEFAULT_TRACER_PROVIDER'] ?? ''),
    mirrorActiveSpan: /^(?:true|1)$/i.test(env['MLFLOW_TRACE_PROPAGATE_TO_OTEL_CONTEXT'] ?? ''),
  };
  applyOtelOptions(options, host);
}
