import type { LiveSpan } from '@spanwright/core';
import { innerOf, type Tracer } from '@spanwright/core/kit';
import { EndReason, SpanType, TraceMetadataKey } from '@spanwright/core/model';
import { endWork, type OpenWork, tellExchange } from './open-work.ts';
import type { RunSpans } from './run-spans.ts';
import { recordSdkFailure } from './sdk-failure.ts';
import { NOOP_ID, type SdkSpan, type SdkTrace } from './sdk.ts';
import { spanKind } from './span-kind.ts';

/** Turns spans and traces of the SDK into ours. What is known already, or not known, changes nothing. */
export class SdkSpans {
  readonly #tracer: Tracer;
  readonly #runs: RunSpans;
  readonly #open = new Map<string, OpenWork>();
  /** The SDK never ends a trace whose work throws. */
  readonly #abandoned = new FinalizationRegistry<string>((traceId) => this.#closeTrace(traceId, EndReason.ABORT));

  constructor(tracer: Tracer, runs: RunSpans) {
    this.#tracer = tracer;
    this.#runs = runs;
  }

  /** The span of what the SDK works on. */
  current(span: SdkSpan | null, trace: SdkTrace | null): LiveSpan | undefined {
    return (this.#open.get(span?.spanId ?? '') ?? this.#open.get(trace?.traceId ?? ''))?.span;
  }

  startTrace(sdk: SdkTrace): void {
    const { traceId, name, groupId, metadata } = sdk;
    if (!this.#isNew(traceId)) return;
    const run = this.#runs.adopt(this.#tracer.activeSpan(), 'trace');
    const span = run ?? this.#tracer.startSpan({ name, spanType: SpanType.AGENT });
    if (metadata && Object.keys(metadata).length > 0) span.setAttribute('metadata', metadata);
    if (groupId) span.trace.setMetadata(TraceMetadataKey.SESSION, groupId);
    this.#open.set(traceId, { span, call: run ? undefined : this.#tracer.record(span), inside: new Set() });
    this.#abandoned.register(sdk, traceId);
  }

  endTrace({ traceId }: SdkTrace): void {
    const trace = this.#closeTrace(traceId);
    if (trace) endWork(trace, trace.answer);
  }

  start(sdk: SdkSpan): void {
    if (!this.#isNew(sdk.spanId)) return;
    const trace = this.#open.get(sdk.traceId);
    const above = this.#open.get(sdk.parentId ?? '') ?? trace;
    const parent = innerOf(above?.span, this.#tracer.activeSpan());
    const run = sdk.spanData.type === 'task' ? this.#runs.adopt(parent, 'task') : undefined;
    const work = run ? { span: run, call: undefined } : this.#startSpan(sdk, parent, above);
    this.#open.set(sdk.spanId, work);
    trace?.inside?.add(work);
  }

  end(sdk: SdkSpan): void {
    const work = this.#open.get(sdk.spanId);
    if (!work) return;
    this.#open.delete(sdk.spanId);
    const trace = this.#open.get(sdk.traceId);
    trace?.inside?.delete(work);
    if (work.call) this.#tracer.guarded('a span of the OpenAI Agents SDK', () => finish(work, sdk, trace));
  }

  #closeTrace(traceId: string, reason?: EndReason): OpenWork | undefined {
    const trace = this.#open.get(traceId);
    if (!trace) return undefined;
    for (const work of [...(trace.inside ?? [])].reverse()) work.call?.stop(EndReason.ABORT);
    for (const [id, work] of this.#open) if (trace.inside?.has(work)) this.#open.delete(id);
    this.#open.delete(traceId);
    if (reason) trace.call?.stop(reason);
    return trace;
  }

  #isNew(id: string): boolean {
    return id !== NOOP_ID && !this.#open.has(id) && this.#tracer.isTracing();
  }

  #startSpan({ spanData }: SdkSpan, parent: LiveSpan | undefined, above: OpenWork | undefined): OpenWork {
    const { name, spanType, started } = spanKind(spanData);
    const span = this.#tracer.startSpan({
      name: name(spanData),
      spanType,
      ...(parent && { parent }),
      ...(started && { attributes: started(spanData) }),
    });
    const work: OpenWork = { span, call: this.#tracer.record(span), agent: above?.agent };
    return spanType === SpanType.AGENT ? Object.assign(work, { agent: work }) : work;
  }
}

function finish(work: OpenWork, { spanData, error }: SdkSpan, trace: OpenWork | undefined): void {
  const { spanType, inputs, outputs, attributes } = spanKind(spanData);
  const asked = inputs?.(spanData);
  const answer = outputs?.(spanData);
  if (asked !== undefined) work.span.setInputs(asked);
  if (attributes) work.span.setAttributes(withoutMissing(attributes(spanData)));
  if (spanType === SpanType.CHAT_MODEL) {
    tellExchange(work.agent, asked, answer);
    tellExchange(trace, asked, answer);
  }
  if (error) recordSdkFailure(work.span, error);
  endWork(work, answer ?? work.answer);
}

function withoutMissing(attributes: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const present: Record<string, unknown> = {};
  for (const key of Object.keys(attributes)) {
    const value = attributes[key];
    if (value !== undefined && value !== null) present[key] = value;
  }
  return present;
}
