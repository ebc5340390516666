import { at, type CallFailure, listAt, reportedUsage, textAt } from '@spanwright/core/kit';
import type { TokenUsage } from '@spanwright/core/model';
import { chatMessage } from './chat-messages.ts';

/** What a model answers, put together from the responses of one call. */
export class ModelAnswer {
  #whole: readonly unknown[] = [];
  readonly #pieces: { readonly text: string; readonly thought: boolean }[] = [];
  #finishReason: unknown;
  #completeMs: number | undefined;
  failure: CallFailure | undefined;
  usage: TokenUsage | undefined;

  /** When the last response came that is no piece of one, in milliseconds of the monotonic clock. */
  get completeMs(): number | undefined {
    return this.#completeMs;
  }

  /** The answer as that of a chat; undefined while there is none. */
  get outputs(): unknown {
    const parts = this.#completeMs === undefined ? this.#pieces : this.#whole;
    if (parts.length === 0) return undefined;
    const reason = this.#finishReason;
    return {
      choices: [{ message: chatMessage('model', parts), ...(reason !== undefined && { finish_reason: reason }) }],
    };
  }

  hear(response: unknown): void {
    const parts = listAt(at(response, 'content'), 'parts');
    this.usage = reportedUsage(at(response, 'usageMetadata')) ?? this.usage;
    this.#finishReason = at(response, 'finishReason') ?? this.#finishReason;
    this.failure = failureOf(response) ?? this.failure;
    if (at(response, 'partial') === true) return this.#addPieces(parts);
    this.#whole = [...this.#whole, ...parts];
    this.#completeMs = performance.now();
  }

  #addPieces(parts: readonly unknown[]): void {
    for (const part of parts) {
      const text = textAt(part, 'text');
      const thought = at(part, 'thought') === true;
      const last = this.#pieces.at(-1);
      if (text === undefined) continue;
      if (last?.thought === thought) this.#pieces.splice(-1, 1, { text: last.text + text, thought });
      else this.#pieces.push({ text, thought });
    }
  }
}

/** The failure that a response or an event tells of. */
export function failureOf(response: unknown): CallFailure | undefined {
  const type = textAt(response, 'errorCode');
  const message = textAt(response, 'errorMessage');
  // What the ADK makes of an error that it caught.
  if (type === undefined || type === 'UNKNOWN_ERROR') return message === undefined ? undefined : { message };
  return { type, message: message ?? 'no answer' };
}
