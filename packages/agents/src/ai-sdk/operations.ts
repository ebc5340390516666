import { at, limits, type Tracer } from '@spanwright/core/kit';
import { EndReason } from '@spanwright/core/model';
import { openOperation, type OpenOperation, settleOperation } from './open-operation.ts';

/** How long a stream whose answer is complete may do nothing before it counts as left, in milliseconds. */
const IDLE_MS = 30 * limits.unreadMs;

/** Work whose message the SDK keeps for as long as somebody may read the stream. */
const STREAM = 'streamText';

/** What is known of one `generateText()` or `streamText()`. */
interface OpenCall {
  readonly open: Set<OpenOperation>;
  /** A model call whose answer is still streaming. */
  streaming?: OpenOperation;
  /** What the SDK tells of a stream's step and of the whole, just before it says that they are over. */
  readonly results: Map<string, unknown>;
  /** The answer that was complete last. */
  answer?: unknown;
  idle?: ReturnType<typeof setTimeout>;
}

/** The message of the channel, one object for all of its events. */
export interface ChannelMessage {
  readonly type: string;
  readonly event: unknown;
  readonly result?: unknown;
  readonly error?: unknown;
}

/** The work of the AI SDK that is under way, by the channel's messages and by the ids of calls. */
export class Operations {
  readonly #tracer: Tracer;
  readonly #byMessage = new WeakMap<object, OpenOperation>();
  readonly #calls = new Map<string, OpenCall>();
  /**
   * Of a stream that the program leaves, the SDK never says that it is over. It keeps the message of `streamText` until
   * then, through slow tools and for slow readers.
   */
  readonly #abandoned = new FinalizationRegistry<string>((callId) => this.#stop(callId, EndReason.UNREAD));

  constructor(tracer: Tracer) {
    this.#tracer = tracer;
  }

  start(message: ChannelMessage): OpenOperation | undefined {
    if (!this.#tracer.isTracing()) return undefined;
    const operation = openOperation(this.#tracer, message.type, message.event);
    this.#byMessage.set(message, operation);
    this.#call(operation.callId).open.add(operation);
    if (operation.type === STREAM) this.#abandoned.register(message, operation.callId);
    return operation;
  }

  end(message: ChannelMessage): void {
    const operation = this.#byMessage.get(message);
    if (!operation) return;
    const call = this.#call(operation.callId);
    if (message.error !== undefined) this.#close(operation, () => operation.call.fail(message.error));
    else if (at(message.result, 'stream') !== undefined) call.streaming = operation;
    else {
      const told = call.results.get(operation.type);
      call.results.delete(operation.type);
      this.#close(operation, () => settleOperation(operation, message.result ?? told));
    }
  }

  /** A streamed answer is complete. */
  answered(callId: string, result: unknown): void {
    const call = this.#calls.get(callId);
    if (!call?.streaming) return;
    const { streaming } = call;
    delete call.streaming;
    call.answer = result;
    this.#close(streaming, () => settleOperation(streaming, result));
    this.#watch(call);
  }

  /** The result of a step or of the whole, for streams: there the channel tells none. */
  told(callId: string, type: string, result: unknown): void {
    this.#calls.get(callId)?.results.set(type, result);
  }

  /** The call has failed for good: of a stream, the SDK ends no step that was under way. */
  failed(callId: string, error: unknown): void {
    const call = this.#calls.get(callId);
    for (const operation of [...(call?.open ?? [])].reverse()) this.#close(operation, () => operation.call.fail(error));
  }

  /** The program aborted the call. */
  aborted(callId: string): void {
    this.#stop(callId, EndReason.ABORT);
  }

  #call(id: string): OpenCall {
    const call: OpenCall = this.#calls.get(id) ?? { open: new Set(), results: new Map() };
    this.#calls.set(id, call);
    clearTimeout(call.idle);
    return call;
  }

  #close(operation: OpenOperation, end: () => void): void {
    const call = this.#calls.get(operation.callId);
    call?.open.delete(operation);
    if (call?.open.size === 0) this.#calls.delete(operation.callId);
    end();
  }

  /** A stream that the program leaves is never said to be over. */
  #watch(call: OpenCall): void {
    const [any] = call.open;
    if (!any) return;
    call.idle = setTimeout(() => this.#stop(any.callId, EndReason.UNREAD), IDLE_MS);
    call.idle.unref();
  }

  #stop(callId: string, reason: EndReason): void {
    const call = this.#calls.get(callId);
    this.#calls.delete(callId);
    for (const operation of [...(call?.open ?? [])].reverse()) {
      // What the answer was made for has given nothing else.
      if (operation.type === STREAM || operation.type === 'step') tellAnswer(operation, call?.answer);
      operation.call.stop(reason);
    }
  }
}

function tellAnswer({ span, kind }: OpenOperation, answer: unknown): void {
  const outputs = answer === undefined ? undefined : kind.outputs?.(answer);
  if (outputs !== undefined) span.setOutputs(outputs);
}
