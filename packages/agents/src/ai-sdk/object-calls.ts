import { at, textAt, type Tracer } from '@spanwright/core/kit';
import { EndReason } from '@spanwright/core/model';
import { type OpenOperation, openOperation, settleOperation } from './open-operation.ts';
import { modelParameters } from './operation-kind.ts';

const OBJECT_CALLS: ReadonlySet<unknown> = new Set(['ai.generateObject', 'ai.streamObject']);

/** One `generateObject()` or `streamObject()` that is under way. */
interface ObjectCall {
  readonly task: OpenOperation;
  /** What its model is to be called with; read once. */
  readonly parameters: object | undefined;
  model?: OpenOperation;
  content?: unknown;
}

/** Records `generateObject()` and `streamObject()` of version 7, which its channel is told nothing of. */
export class ObjectCalls {
  readonly #tracer: Tracer;
  readonly #calls = new Map<string, ObjectCall>();
  /** Of a stream that the program leaves, nothing is told; it keeps what the model was asked. */
  readonly #abandoned = new FinalizationRegistry<string>((callId) =>
    this.#end(callId, ({ call }) => call.stop(EndReason.UNREAD)),
  );

  constructor(tracer: Tracer) {
    this.#tracer = tracer;
  }

  /** Something starts, which may be such a call. */
  start(callId: string, event: unknown): void {
    if (!OBJECT_CALLS.has(at(event, 'operationId')) || !this.#tracer.isTracing()) return;
    const prompt = at(event, 'prompt');
    const asked = typeof prompt === 'string' ? [{ role: 'user', content: prompt }] : prompt;
    const task = openOperation(this.#tracer, 'generateText', {
      ...(event as object),
      instructions: at(event, 'system'),
      messages: at(event, 'messages') ?? asked,
    });
    this.#calls.set(callId, { task, parameters: modelParameters(event) });
  }

  /** The model is asked. */
  asked(callId: string, event: unknown): void {
    const call = this.#calls.get(callId);
    if (!call) return;
    const messages = at(event, 'promptMessages');
    const told = { ...call.parameters, ...(event as object), messages };
    call.model = this.#tracer.runInScope(call.task.span, () => openOperation(this.#tracer, 'languageModelCall', told));
    // Without its inputs, the SDK tells of another list, which nothing keeps.
    if (Array.isArray(messages) && at(event, 'recordInputs') !== false) this.#abandoned.register(messages, callId);
  }

  /** The model's answer is complete. */
  answered(callId: string, event: unknown): void {
    const call = this.#calls.get(callId);
    if (!call?.model) return;
    const reasoning = textAt(event, 'reasoning');
    const objectText = textAt(event, 'objectText');
    call.content = [
      ...(reasoning ? [{ type: 'reasoning', text: reasoning }] : []),
      ...(objectText ? [{ type: 'text', text: objectText }] : []),
    ];
    settleOperation(call.model, { ...(event as object), content: call.content });
    delete call.model;
  }

  /** The call is over: with its object, or with the error of one that is none. */
  ended(callId: string, event: unknown): void {
    const error = at(event, 'error');
    this.#end(callId, (operation, content) => {
      if (error === undefined) settleOperation(operation, { content, finishReason: at(event, 'finishReason') });
      else operation.call.fail(error);
    });
  }

  failed(callId: string, error: unknown): void {
    this.#end(callId, ({ call }) => call.fail(error));
  }

  /** Nothing more is heard of what is under way. */
  close(): void {
    for (const callId of [...this.#calls.keys()]) this.#end(callId, ({ call }) => call.stop(EndReason.ABORT));
  }

  #end(callId: string, end: (operation: OpenOperation, content: unknown) => void): void {
    const call = this.#calls.get(callId);
    this.#calls.delete(callId);
    if (call?.model) end(call.model, call.content);
    if (call) end(call.task, call.content);
  }
}
