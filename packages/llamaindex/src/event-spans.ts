import { type CallReader, type Tracer, tracer } from '@spanwright/core/kit';
import type { LiveSpan } from '@spanwright/core';
import { type JsonObject, type JsonValue, EndReason, SpanAttributeKey } from '@spanwright/core/model';

type RecordedCall = ReturnType<Tracer['record']>;

/** How a span of a reported call starts. */
export interface EventSpanOptions {
  readonly name: string;
  readonly reader: CallReader;
  readonly inputs: unknown;
}

interface OpenCall {
  readonly id: unknown;
  readonly call: RecordedCall;
}

/**
 * Spans of calls that are only known by the library's events: one tells the start, one the end, none a failure. Where
 * the end never comes, a span ends when nobody is left who makes the call.
 */
export class EventSpans {
  readonly #open = new Map<unknown, OpenCall>();
  readonly #byCaller = new WeakMap<object, OpenCall>();
  readonly #abandoned = new FinalizationRegistry<OpenCall>(({ id, call }) => {
    this.#open.delete(id);
    call.stop(EndReason.UNREAD);
  });

  /** Spans that are open. */
  get size(): number {
    return this.#open.size;
  }

  /** Starts the span of the call with that id, made by `caller`, the library's note of this one call. */
  start(id: unknown, caller: { readonly caller: unknown }, { name, reader, inputs }: EventSpanOptions): void {
    const span = tracer.startSpan({ name, spanType: reader.spanType, inputs });
    span.lateAttributes = (_inputs, outputs) => usageAttribute(reader, outputs);
    const open = { id, call: tracer.record(span, reader) };
    this.#open.set(id, open);
    this.#byCaller.set(caller, open);
    this.#abandoned.register(caller, open, open);
    const receiver = reader.receiver?.(caller.caller);
    // At once, which copies them: settings of a model may be anything.
    span.setAttributes(reader.attributes?.({ inputs, outputs: undefined, receiver }) ?? {});
  }

  /** The open span of a caller. */
  of(caller: object): LiveSpan | undefined {
    const open = this.#byCaller.get(caller);
    return open && !open.call.ended ? open.call.span : undefined;
  }

  /** Ends the span with that id. */
  end(id: unknown, result: unknown): void {
    const open = this.#open.get(id);
    if (!open) return;
    this.#open.delete(id);
    this.#abandoned.unregister(open);
    open.call.settle(result);
  }
}

function usageAttribute(reader: CallReader, outputs: JsonValue | undefined): JsonObject {
  const usage = outputs === undefined ? undefined : reader.usage?.(outputs);
  return usage ? { [SpanAttributeKey.CHAT_USAGE]: { ...usage } } : {};
}
