import type { StreamReducer } from '@spanwright/core/kit';
import type OpenAI from 'openai';
import { append, foldList } from './fold-field.ts';
import { bounds, copyWire, isWireObject, type OpenWireObject } from './wire.ts';

/** Folds the events of a streamed transcription into the transcription that the plain call would have returned. */
export class TranscriptionReducer implements StreamReducer<unknown, OpenAI.Audio.Transcription> {
  readonly #segments: unknown[] = [];
  #text: unknown;
  #logprobs: unknown[] = [];
  #done: OpenWireObject | undefined;

  add(event: unknown): void {
    if (!isWireObject(event)) return;
    const { type, delta, logprobs, ...rest } = event;
    if (type === 'transcript.text.delta' && typeof delta === 'string') {
      this.#text = append(this.#text, delta);
      if (Array.isArray(logprobs)) foldList(this.#logprobs, logprobs);
    } else if (type === 'transcript.text.segment' && this.#segments.length < bounds.listItems) {
      this.#segments.push(copyWire(rest));
    } else if (type === 'transcript.text.done') {
      this.#done = copyWire(rest) as OpenWireObject;
      if (Array.isArray(logprobs)) this.#logprobs = foldList([], logprobs);
    }
  }

  result(): OpenAI.Audio.Transcription | undefined {
    if (this.#text === undefined && !this.#done && this.#segments.length === 0) return undefined;
    return {
      text: this.#text ?? '',
      ...(this.#segments.length > 0 && { segments: this.#segments }),
      ...(this.#logprobs.length > 0 && { logprobs: this.#logprobs }),
      ...this.#done,
      // Providers leave out what the type promises; the record shows what they sent.
    } as OpenAI.Audio.Transcription;
  }
}
