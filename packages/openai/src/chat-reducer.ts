import type { StreamReducer } from '@spanwright/core/kit';
import type OpenAI from 'openai';
import { choiceOf, foldChoice, openChoice, type OpenChoice } from './chat-choice.ts';
import { takeNewest } from './newest-field.ts';
import { RepeatedFields } from './repeated-fields.ts';
import { bounds, copyWire, indexOr, inOrder, isWireObject, type OpenWireObject, without } from './wire.ts';

/** Padding that is there to hide the length of chunks (OpenAI, Mistral), and what the whole completion names otherwise. */
const SET_ASIDE: ReadonlySet<string> = new Set(['object', 'obfuscation', 'p']);

/** What stands in front of the choices. */
const IN_FRONT: ReadonlySet<string> = new Set(['id', 'created', 'model']);

/** Folds the chunks of a streamed chat completion into the completion that the plain call would have returned. */
export class ChatReducer implements StreamReducer<unknown, OpenAI.ChatCompletion> {
  readonly #head: OpenWireObject = {};
  readonly #repeated = new RepeatedFields();
  readonly #choices = new Map<number, OpenChoice>();
  /** That of the last piece: most streams have only one. */
  #latest: OpenChoice | undefined;
  #usage: unknown;
  #received = false;

  add(chunk: unknown): void {
    if (!isWireObject(chunk)) return;
    this.#received = true;
    let place = 0;
    for (const key in chunk) {
      const value = chunk[key];
      if (key === 'choices') this.#addChoices(value);
      else if (key === 'usage') this.#usage = isWireObject(value) ? copyWire(value) : this.#usage;
      else if (!this.#repeated.has(place++, key, value) && !SET_ASIDE.has(key)) takeNewest(this.#head, key, value);
    }
  }

  result(): OpenAI.ChatCompletion | undefined {
    if (!this.#received) return undefined;
    const { id, created, model } = this.#head;
    const rest = without(this.#head, IN_FRONT);
    const choices = inOrder(this.#choices).map(choiceOf);
    const usage = this.#usage ?? groqUsage(rest['x_groq']);
    const whole = { id, object: 'chat.completion', created, model, choices, ...rest, ...(usage ? { usage } : {}) };
    // Providers leave out what the type promises; the record shows what they sent.
    return whole as unknown as OpenAI.ChatCompletion;
  }

  #addChoices(pieces: unknown): void {
    if (!Array.isArray(pieces)) return;
    for (let position = 0; position < pieces.length; position += 1) {
      const piece: unknown = pieces[position];
      if (isWireObject(piece)) foldChoice(this.#choiceAt(indexOr(piece['index'], position)), piece);
    }
  }

  #choiceAt(index: number): OpenChoice {
    if (this.#latest?.index === index) return this.#latest;
    const choice = this.#choices.get(index) ?? openChoice(index);
    if (this.#choices.size < bounds.listItems) this.#choices.set(index, choice);
    return (this.#latest = choice);
  }
}

/** Groq reports the usage of a stream here unless `include_usage` asks for OpenAI's way. */
function groqUsage(extension: unknown): unknown {
  return isWireObject(extension) && isWireObject(extension['usage']) ? extension['usage'] : undefined;
}
