import type * as otel from '@opentelemetry/api';
import { addScopeSource } from '../context/scope-source.ts';
import type { BridgedSpan, SpanBridge } from '../context/span-bridge.ts';
import { guarded } from '../guard.ts';
import { sharedSlot } from '../shared-state.ts';
import type { LiveSpan } from '../span/live-span.ts';
import type { SpanOptions } from '../span/span-options.ts';
import { attachSpanProcessor } from './attach-span-processor.ts';
import { endOtelSpan } from './end-otel-span.ts';
import { forgetMirror, mirrorOf, rememberMirror } from './mirrored-spans.ts';
import { otelApi } from './otel-api.ts';
import { ownSpans } from './own-spans.ts';
import type { SpanHost } from './span-host.ts';

const SCOPE = '@spanwright/core';

const shared = sharedSlot('shared provider', () => ({
  spans: new WeakMap<LiveSpan, otel.Span>(),
  listening: false,
}));

/** Starts every span of ours with the program's tracer provider too, and takes that provider's spans in. */
export function sharedBridge(host: SpanHost): SpanBridge {
  const api = otelApi();
  attachSpanProcessor(api, host);
  if (!shared.listening) addScopeSource(() => mirrorOf(api.trace.getActiveSpan()?.spanContext()));
  shared.listening = true;
  return {
    begin: (options, parent) => guarded('starting an OpenTelemetry span', () => begin(api, options, parent)),
    around: (span, work) => api.context.with(contextOf(api, span), work),
  };
}

function begin(api: typeof otel, options: SpanOptions, parent: LiveSpan | undefined): BridgedSpan | undefined {
  const context = contextOf(api, parent);
  const outer = api.trace.getSpanContext(context);
  const span = ownSpans.start(() =>
    api.trace.getTracer(SCOPE).startSpan(options.name ?? 'span', startOf(options), context),
  );
  const ids = span.spanContext();
  // Without a provider the API gives back the span around, or one without ids.
  if (!api.isSpanContextValid(ids) || ids.spanId === outer?.spanId) return undefined;
  return {
    otelTraceId: ids.traceId,
    spanId: ids.spanId,
    sampled: span.isRecording() && (ids.traceFlags & api.TraceFlags.SAMPLED) !== 0,
    ...(!parent && outer && { remoteParentId: outer.spanId }),
    started: (live) => {
      shared.spans.set(live, span);
      rememberMirror(ids, live);
    },
    ended: (live) => {
      forgetMirror(ids);
      guarded('ending an OpenTelemetry span', () => endOtelSpan(span, live));
    },
  };
}

function contextOf(api: typeof otel, span: LiveSpan | undefined): otel.Context {
  const active = api.context.active();
  return span ? api.trace.setSpan(active, shared.spans.get(span) ?? span) : active;
}

function startOf({ startTimeNs }: SpanOptions): otel.SpanOptions {
  if (startTimeNs === undefined) return {};
  return { startTime: [Number(startTimeNs / 1_000_000_000n), Number(startTimeNs % 1_000_000_000n)] };
}
