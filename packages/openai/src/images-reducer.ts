import type { StreamReducer } from '@spanwright/core/kit';
import type OpenAI from 'openai';
import { isWireObject, type OpenWireObject } from './wire.ts';

const PARTIAL = '.partial_image';
const COMPLETED = '.completed';

/**
 * Folds the events of a streamed image into the answer of the plain call. Of a stream that is left early, the last
 * partial image is kept.
 */
export class ImagesReducer implements StreamReducer<unknown, OpenAI.ImagesResponse> {
  readonly #data: OpenWireObject[] = [];
  #head: OpenWireObject | undefined;
  #partial: unknown;

  add(event: unknown): void {
    if (!isWireObject(event) || typeof event['type'] !== 'string') return;
    const { type, b64_json: image, partial_image_index: _, created_at: created, ...rest } = event;
    if (type.endsWith(PARTIAL)) this.#partial = image;
    else if (type.endsWith(COMPLETED)) this.#data.push({ b64_json: image });
    else return;
    this.#head = { created, ...rest };
  }

  result(): OpenAI.ImagesResponse | undefined {
    if (!this.#head) return undefined;
    const data = this.#data.length > 0 ? this.#data : [{ b64_json: this.#partial }];
    // Providers leave out what the type promises; the record shows what they sent.
    return { ...this.#head, data } as unknown as OpenAI.ImagesResponse;
  }
}
