import type { StreamReducer } from '@spanwright/core/kit';
import type OpenAI from 'openai';
import { foldField } from './fold-field.ts';
import { takeNewest } from './newest-field.ts';
import { bounds, copyWire, indexOr, inOrder, isWireObject, type OpenWireObject, type WireObject } from './wire.ts';

/** Fields of a choice whose pieces continue one another; of all others the newest value is taken. */
const CONTINUED: ReadonlySet<string> = new Set(['text', 'logprobs']);

/** Folds the chunks of a streamed legacy completion into the completion that the plain call would have returned. */
export class CompletionsReducer implements StreamReducer<unknown, OpenAI.Completion> {
  readonly #head: OpenWireObject = {};
  readonly #choices = new Map<number, OpenWireObject>();
  #received = false;

  add(chunk: unknown): void {
    if (!isWireObject(chunk)) return;
    this.#received = true;
    for (const key in chunk) {
      if (key === 'choices') this.#addChoices(chunk[key]);
      else if (key === 'usage') this.#head[key] = isWireObject(chunk[key]) ? copyWire(chunk[key]) : this.#head[key];
      else takeNewest(this.#head, key, chunk[key]);
    }
  }

  result(): OpenAI.Completion | undefined {
    if (!this.#received) return undefined;
    const { usage, ...rest } = this.#head;
    // Providers leave out what the type promises; the record shows what they sent.
    return { ...rest, choices: inOrder(this.#choices), ...(usage ? { usage } : {}) } as unknown as OpenAI.Completion;
  }

  #addChoices(pieces: unknown): void {
    if (!Array.isArray(pieces)) return;
    pieces.forEach((piece: unknown, position) => {
      if (isWireObject(piece)) foldPiece(this.#choiceAt(indexOr(piece['index'], position)), piece);
    });
  }

  #choiceAt(index: number): OpenWireObject {
    const known = this.#choices.get(index);
    if (known) return known;
    const choice: OpenWireObject = { index, text: '' };
    if (this.#choices.size < bounds.listItems) this.#choices.set(index, choice);
    return choice;
  }
}

function foldPiece(choice: OpenWireObject, piece: WireObject): void {
  for (const key in piece) {
    if (CONTINUED.has(key)) foldField(choice, key, piece[key]);
    else takeNewest(choice, key, piece[key]);
  }
}
