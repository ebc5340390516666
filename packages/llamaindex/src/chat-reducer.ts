import type { StreamReducer } from '@spanwright/core/kit';
import { type ChatResponse, type ChatResponseChunk, isObject } from './library.ts';
import { answeringModel, usageOf } from './usage.ts';

/** Characters of one answer that are kept; the piece that crosses the limit is the last one. */
const TEXT_LIMIT = 4_194_304;

/** Folds the chunks of a streamed `chat` into the response of the plain call, as far as the library tells it. */
export class ChatReducer implements StreamReducer<ChatResponseChunk, ChatResponse> {
  #received = false;
  #content = '';
  #options: { readonly [key: string]: unknown } = {};
  readonly #toolCalls = new Map<unknown, unknown>();
  #usage: unknown;
  #model: string | undefined;

  add(chunk: ChatResponseChunk): void {
    this.#received = true;
    const { toolCall, ...options } = chunk.options ?? {};
    if (this.#content.length < TEXT_LIMIT) this.#content += deltaOf(chunk);
    if (Object.keys(options).length > 0) this.#options = { ...this.#options, ...options };
    // Each chunk tells the calls as far as they have come: by id, the last one is whole.
    if (Array.isArray(toolCall)) for (const call of toolCall) this.#toolCalls.set(idOf(call), call);
    this.#usage = usageOf(chunk.raw) ?? this.#usage;
    this.#model ??= answeringModel(chunk.raw);
  }

  result(): ChatResponse | undefined {
    if (!this.#received) return undefined;
    const toolCall = [...this.#toolCalls.values()];
    return {
      message: {
        role: 'assistant',
        content: this.#content,
        options: { ...this.#options, ...(toolCall.length > 0 && { toolCall }) },
      },
      raw: {
        ...(this.#model !== undefined && { model: this.#model }),
        ...(this.#usage !== undefined && { usage: this.#usage }),
      },
    };
  }
}

/** Text of a chunk. Those of the Responses API repeat the last text on events that bring none. */
function deltaOf({ delta, raw }: ChatResponseChunk): string {
  const type = isObject(raw) ? raw['type'] : undefined;
  const brings = typeof type !== 'string' || !type.startsWith('response.') || type === 'response.output_text.delta';
  return brings && typeof delta === 'string' ? delta : '';
}

function idOf(call: unknown): unknown {
  return isObject(call) ? (call['id'] ?? call['name']) : call;
}
