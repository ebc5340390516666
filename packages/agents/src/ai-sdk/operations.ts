import { at, limits, type Tracer } from '@spanwright/core/kit';
import { EndReason } from '@spanwright/core/model';
import { openOperation, type OpenOperation, settleOperation, WHOLE } from './open-operation.ts';
import { BROKEN_OFF } from './operation-kind.ts';

/** How long a stream whose answer is complete may do nothing before it counts as left, in milliseconds. */
const IDLE_MS = 30 * limits.unreadMs;

/** Work whose message the SDK keeps for as long as somebody may read the stream. */
const STREAM = 'streamText';

const MODEL_CALL = 'languageModelCall';

/** What is known of one `generateText()` or `streamText()`. */
interface OpenCall {
  readonly open: Set<OpenOperation>;
  /** A model call whose answer is still streaming, or told later. */
  waiting?: OpenOperation;
  /**
   * What the SDK tells of work just before it says that it is over, by keys: of streams, and where the program wants
   * inputs or outputs unrecorded, the channel tells no results.
   */
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
    const call = this.#callOf(operation);
    // The SDK asks again after an answer that broke off.
    if (operation.type === MODEL_CALL && call.waiting) this.#breakOff(call, call.waiting);
    call.open.add(operation);
    if (operation.type === STREAM) this.#abandoned.register(message, operation.callId);
    return operation;
  }

  end(message: ChannelMessage): void {
    const operation = this.#byMessage.get(message);
    if (!operation) return;
    const call = this.#calls.get(operation.callId);
    // Stopped by now, if it is no longer open.
    if (!call?.open.has(operation)) return;
    clearTimeout(call.idle);
    if (message.error !== undefined) this.#close(operation, () => operation.call.fail(message.error));
    else if (operation.type === MODEL_CALL && !isAnswer(message.result)) call.waiting = operation;
    else {
      if (operation.key === WHOLE) this.#closeOthers(call, operation);
      const told = call.results.get(operation.key);
      call.results.delete(operation.key);
      this.#close(operation, () => settleOperation(operation, message.result ?? told));
    }
  }

  /** An answer is complete. */
  answered(callId: string, result: unknown): void {
    const call = this.#calls.get(callId);
    if (!call?.waiting) return;
    const { waiting } = call;
    delete call.waiting;
    call.answer = result;
    this.#close(waiting, () => settleOperation(waiting, result));
    this.#watch(call);
  }

  /** The result of work, by its key. */
  told(callId: string, key: string, result: unknown): void {
    this.#calls.get(callId)?.results.set(key, result);
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

  /** Nothing more is heard of what is under way. */
  close(): void {
    for (const callId of [...this.#calls.keys()]) this.#stop(callId, EndReason.ABORT);
  }

  #callOf({ callId }: OpenOperation): OpenCall {
    const call: OpenCall = this.#calls.get(callId) ?? { open: new Set(), results: new Map() };
    this.#calls.set(callId, call);
    clearTimeout(call.idle);
    return call;
  }

  #breakOff(call: OpenCall, waiting: OpenOperation): void {
    delete call.waiting;
    this.#close(waiting, () => waiting.call.fail(new Error(BROKEN_OFF)));
  }

  /** What is still open when all is over had an answer that nobody was told. */
  #closeOthers(call: OpenCall, whole: OpenOperation): void {
    const others = [...call.open].filter((operation) => operation !== whole);
    for (const operation of others.reverse()) this.#close(operation, () => settleOperation(operation, undefined));
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
    if (!any || [...call.open].some(({ type }) => type === 'executeTool')) return;
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

/** A stream is none yet; where inputs or outputs are to stay unrecorded, the channel tells nothing. */
function isAnswer(result: unknown): boolean {
  return result !== undefined && at(result, 'stream') === undefined;
}

function tellAnswer({ span, kind }: OpenOperation, answer: unknown): void {
  const outputs = answer === undefined ? undefined : kind.outputs?.(answer);
  if (outputs !== undefined) span.setOutputs(outputs);
}
