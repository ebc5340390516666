import type { LiveSpan } from '@spanwright/core';
import { at, innerOf, type Tracer } from '@spanwright/core/kit';
import { EndReason, SpanType, TraceMetadataKey } from '@spanwright/core/model';
import { type OpenTrace, OpenTraces } from './open-traces.ts';
import { endWork, type OpenWork, tellExchange } from './open-work.ts';
import type { RunSpans } from './run-spans.ts';
import { recordSdkFailure } from './sdk-failure.ts';
import { NOOP_ID, type SdkSpan, type SdkSpanData, type SdkTrace, type SdkTraceProvider } from './sdk.ts';
import { spanKind } from './span-kind.ts';
import type { ToolErrors } from './tool-errors.ts';

/** Turns spans and traces of the SDK into ours. What is known already, or not known, changes nothing. */
export class SdkSpans {
  readonly #tracer: Tracer;
  readonly #runs: RunSpans;
  readonly #toolErrors: ToolErrors;
  /** Spans, by their ids. */
  readonly #open = new Map<string, OpenWork>();
  readonly #traces = new OpenTraces();
  /** The SDK never ends a trace whose work throws. */
  readonly #abandoned = new FinalizationRegistry<OpenTrace>((trace) => this.#closeTrace(trace, EndReason.ABORT));
  /**
   * What each trace that has started has opened. A run that goes on from its state, in a tool of the run around it, starts
   * and ends a copy of the trace that both are in: it opens nothing.
   */
  readonly #opened = new WeakMap<SdkTrace, OpenTrace | undefined>();
  #starting = false;

  constructor(tracer: Tracer, runs: RunSpans, toolErrors: ToolErrors) {
    this.#tracer = tracer;
    this.#runs = runs;
    this.#toolErrors = toolErrors;
  }

  /** The span of what the SDK works on. */
  current(provider: Pick<SdkTraceProvider, 'getCurrentSpan' | 'getCurrentTrace'>): LiveSpan | undefined {
    if (this.#starting || (this.#open.size === 0 && this.#traces.size === 0)) return undefined;
    const span = provider.getCurrentSpan();
    const work = span && this.#open.get(span.spanId);
    return (work ?? this.#traceOf(provider.getCurrentTrace()?.traceId ?? ''))?.span;
  }

  startTrace(sdk: SdkTrace): void {
    const { traceId } = sdk;
    const known = this.#traceOf(traceId);
    if (known && !this.#opened.has(sdk)) this.#opened.set(sdk, undefined);
    if (traceId === NOOP_ID || !this.#tracer.isTracing()) return;
    if (!known) this.#openTrace(sdk, this.#tracer.activeSpan());
    else if (this.#isAnotherRun(traceId)) this.#openTrace(sdk, this.#inScope());
  }

  endTrace(sdk: SdkTrace): void {
    const trace = this.#opened.has(sdk) ? this.#opened.get(sdk) : this.#traceOf(sdk.traceId);
    if (trace && this.#closeTrace(trace)) endWork(trace, trace.answer);
  }

  start({ spanId, traceId, parentId, spanData }: SdkSpan): void {
    if (!this.#isNew(spanId)) return;
    const trace = this.#traceOf(traceId);
    const above = this.#open.get(parentId ?? '') ?? trace;
    this.#open.set(spanId, this.#startWork(spanData, above, trace));
    if (trace) trace.openSpans += 1;
  }

  end(sdk: SdkSpan): void {
    const { spanId } = sdk;
    const work = this.#open.get(spanId);
    if (!work) return;
    this.#open.delete(spanId);
    if (work.trace) work.trace.openSpans -= 1;
    if (work.adopted) return;
    const answer = this.#tracer.guarded('a span of the OpenAI Agents SDK', () =>
      tellOutcome(work, sdk, this.#toolErrors),
    );
    endWork(work, answer);
  }

  /** Ends what is open, as it stands: nothing will be heard of its end. */
  stop(): void {
    const open = [...this.#traces.takeAll(), ...this.#open.values()];
    this.#open.clear();
    for (const { span, adopted } of open.reverse()) if (!adopted) span.stop(EndReason.ABORT);
  }

  #openTrace(sdk: SdkTrace, parent: LiveSpan | undefined): void {
    const { traceId, name, groupId, metadata } = sdk;
    const run = this.#runs.adopt(parent, 'trace');
    const span = run ?? this.#tracer.startSpan({ name, spanType: SpanType.AGENT, ...(parent && { parent }) });
    if (metadata && Object.keys(metadata).length > 0) span.setAttribute('metadata', metadata);
    if (groupId) span.trace.setMetadata(TraceMetadataKey.SESSION, groupId);
    const trace = { id: traceId, span, adopted: run !== undefined, withoutData: false, openSpans: 0 };
    this.#traces.add(trace);
    this.#opened.set(sdk, trace);
    this.#abandoned.register(sdk, trace);
  }

  /** Whether it was open. */
  #closeTrace(trace: OpenTrace, reason?: EndReason): boolean {
    if (!this.#traces.delete(trace)) return false;
    if (trace.openSpans > 0) this.#stopInside(trace);
    if (reason && !trace.adopted) trace.span.stop(reason);
    return true;
  }

  #traceOf(id: string): OpenTrace | undefined {
    return this.#traces.find(id, () => this.#inScope());
  }

  /** Whether a run that is in no open trace of that id is starting: one of several that go on from one state at once. */
  #isAnotherRun(traceId: string): boolean {
    const inScope = this.#inScope();
    return this.#runs.has(inScope) && this.#traces.around(traceId, inScope) === undefined;
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

  #startWork(data: SdkSpanData, above: OpenWork | undefined, trace: OpenWork | undefined): OpenWork {
    const parent = above ? innerOf(above.span, this.#inScope()) : this.#tracer.activeSpan();
    const run = data.type === 'task' ? this.#runs.adopt(parent, 'task') : undefined;
    const span = run ?? this.#startSpan(data, parent);
    const hidden = above?.withoutData === true || this.#runs.isWithoutData(parent);
    const work = { span, adopted: run !== undefined, withoutData: hidden, trace, openSpans: 0, agent: above?.agent };
    return data.type === 'agent' ? Object.assign(work, { agent: work }) : work;
  }

  #startSpan(data: SdkSpanData, parent: LiveSpan | undefined): LiveSpan {
    const { name, spanType, started } = spanKind(data);
    const span = this.#tracer.startSpan({ name: name(data), spanType, ...(parent && { parent }) });
    if (started) span.setAttributes(started(data));
    return span;
  }
}

/** Records what the SDK tells at the end of a span; returns its outputs, if any. */
function tellOutcome(work: OpenWork, sdk: SdkSpan, toolErrors: ToolErrors): unknown {
  const { error } = sdk;
  const spanData = work.withoutData ? withoutData(sdk.spanData) : sdk.spanData;
  const { spanType, inputs, outputs, attributes } = spanKind(spanData);
  const asked = inputs?.(spanData);
  const answer = outputs?.(spanData);
  if (asked !== undefined) work.span.setInputs(asked);
  if (attributes) setPresent(work.span, attributes(spanData));
  if (spanType === SpanType.CHAT_MODEL) {
    tellExchange(work.agent, asked, answer);
    tellExchange(work.trace, asked, answer);
  }
  if (error) recordSdkFailure(work.span, error, work.withoutData ? undefined : toolErrors.of(work.span));
  return answer ?? work.answer;
}

function setPresent(span: LiveSpan, attributes: Readonly<Record<string, unknown>>): void {
  for (const key of Object.keys(attributes)) {
    const value = attributes[key];
    if (value !== undefined && value !== null) span.setAttribute(key, value);
  }
}

/** What SDKs before 0.15 tell of a model call although they are not to; their own exporter leaves it out. */
function withoutData({ _input, _response, ...rest }: SdkSpanData): SdkSpanData {
  return { ...rest, _response: { model: at(_response, 'model'), usage: at(_response, 'usage') } };
}
