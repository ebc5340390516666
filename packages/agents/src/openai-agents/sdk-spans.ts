import type { LiveSpan } from '@spanwright/core';
import { innerOf, type Tracer } from '@spanwright/core/kit';
import { EndReason, SpanType, TraceMetadataKey } from '@spanwright/core/model';
import { endWork, type OpenWork, tellExchange } from './open-work.ts';
import type { RunSpans } from './run-spans.ts';
import { recordSdkFailure } from './sdk-failure.ts';
import { NOOP_ID, type SdkSpan, type SdkTrace, type SdkTraceProvider } from './sdk.ts';
import { spanKind } from './span-kind.ts';

/** Turns spans and traces of the SDK into ours. What is known already, or not known, changes nothing. */
export class SdkSpans {
  readonly #tracer: Tracer;
  readonly #runs: RunSpans;
  readonly #open = new Map<string, OpenWork>();
  /** The SDK never ends a trace whose work throws. */
  readonly #abandoned = new FinalizationRegistry<string>((traceId) => this.#closeTrace(traceId, EndReason.ABORT));
  #starting = false;

  constructor(tracer: Tracer, runs: RunSpans) {
    this.#tracer = tracer;
    this.#runs = runs;
  }

  /** The span of what the SDK works on. */
  current(provider: Pick<SdkTraceProvider, 'getCurrentSpan' | 'getCurrentTrace'>): LiveSpan | undefined {
    if (this.#starting || this.#open.size === 0) return undefined;
    const span = provider.getCurrentSpan();
    const work = span && this.#open.get(span.spanId);
    return (work ?? this.#open.get(provider.getCurrentTrace()?.traceId ?? ''))?.span;
  }

  startTrace(sdk: SdkTrace): void {
    const { traceId, name, groupId, metadata } = sdk;
    if (!this.#isNew(traceId)) return;
    const parent = this.#tracer.activeSpan();
    const run = this.#runs.adopt(parent, 'trace');
    const span = run ?? this.#tracer.startSpan({ name, spanType: SpanType.AGENT, ...(parent && { parent }) });
    if (metadata && Object.keys(metadata).length > 0) span.setAttribute('metadata', metadata);
    if (groupId) span.trace.setMetadata(TraceMetadataKey.SESSION, groupId);
    this.#open.set(traceId, { span, adopted: run !== undefined, openSpans: 0 });
    this.#abandoned.register(sdk, traceId);
  }

  endTrace({ traceId }: SdkTrace): void {
    const trace = this.#closeTrace(traceId);
    if (trace) endWork(trace, trace.answer);
  }

  start(sdk: SdkSpan): void {
    const { spanId, parentId, spanData } = sdk;
    if (!this.#isNew(spanId)) return;
    const trace = this.#open.get(sdk.traceId);
    const above = (parentId === null ? undefined : this.#open.get(parentId)) ?? trace;
    const parent = above ? innerOf(above.span, this.#inScope()) : this.#tracer.activeSpan();
    const run = spanData.type === 'task' ? this.#runs.adopt(parent, 'task') : undefined;
    const work = run ? { span: run, adopted: true, trace, openSpans: 0 } : this.#startSpan(sdk, parent, above, trace);
    this.#open.set(spanId, work);
    if (trace) trace.openSpans += 1;
  }

  end(sdk: SdkSpan): void {
    const { spanId } = sdk;
    const work = this.#open.get(spanId);
    if (!work) return;
    this.#open.delete(spanId);
    if (work.trace) work.trace.openSpans -= 1;
    if (work.adopted) return;
    const answer = this.#tracer.guarded('a span of the OpenAI Agents SDK', () => tellOutcome(work, sdk));
    endWork(work, answer);
  }

  #closeTrace(traceId: string, reason?: EndReason): OpenWork | undefined {
    const trace = this.#open.get(traceId);
    if (!trace) return undefined;
    if (trace.openSpans > 0) this.#stopInside(trace);
    this.#open.delete(traceId);
    if (reason && !trace.adopted) trace.span.stop(reason);
    return trace;
  }

  #stopInside(trace: OpenWork): void {
    for (const [id, work] of [...this.#open].reverse()) {
      if (work.trace !== trace) continue;
      this.#open.delete(id);
      if (!work.adopted) work.span.stop(EndReason.ABORT);
    }
  }

  #isNew(id: string): boolean {
    return id !== NOOP_ID && !this.#open.has(id) && this.#tracer.isTracing();
  }

  /** The span in scope, whatever the SDK works on: which span its own new one is below, it says itself. */
  #inScope(): LiveSpan | undefined {
    this.#starting = true;
    const span = this.#tracer.activeSpan();
    this.#starting = false;
    return span;
  }

  #startSpan(
    { spanData }: SdkSpan,
    parent: LiveSpan | undefined,
    above: OpenWork | undefined,
    trace: OpenWork | undefined,
  ): OpenWork {
    const { name, spanType, started } = spanKind(spanData);
    const span = this.#tracer.startSpan({ name: name(spanData), spanType, ...(parent && { parent }) });
    if (started) span.setAttributes(started(spanData));
    const work: OpenWork = { span, adopted: false, trace, agent: above?.agent, openSpans: 0 };
    return spanType === SpanType.AGENT ? Object.assign(work, { agent: work }) : work;
  }
}

/** Records what the SDK tells at the end of a span; returns its outputs, if any. */
function tellOutcome(work: OpenWork, { spanData, error }: SdkSpan): unknown {
  const { spanType, inputs, outputs, attributes } = spanKind(spanData);
  const asked = inputs?.(spanData);
  const answer = outputs?.(spanData);
  if (asked !== undefined) work.span.setInputs(asked);
  if (attributes) setPresent(work.span, attributes(spanData));
  if (spanType === SpanType.CHAT_MODEL) {
    tellExchange(work.agent, asked, answer);
    tellExchange(work.trace, asked, answer);
  }
  if (error) recordSdkFailure(work.span, error);
  return answer ?? work.answer;
}

function setPresent(span: LiveSpan, attributes: Readonly<Record<string, unknown>>): void {
  for (const key of Object.keys(attributes)) {
    const value = attributes[key];
    if (value !== undefined && value !== null) span.setAttribute(key, value);
  }
}
