import type { StreamReducer } from '@spanwright/core/kit';
import type OpenAI from 'openai';
import { type OpenItems, outputOf } from './output-items.ts';
import { OUTPUT_EVENTS } from './responses-events.ts';
import { copyWire, isWireObject, type OpenWireObject, type WireObject } from './wire.ts';

/** Events that carry the response as it is at that moment; the last three end the stream. */
const LIFECYCLE: ReadonlySet<unknown> = new Set([
  'response.created',
  'response.queued',
  'response.in_progress',
  'response.completed',
  'response.failed',
  'response.incomplete',
]);

/**
 * Folds the events of a streamed response into the response that the plain call would have returned: the one of the
 * last event, or, where the stream was left before, what had arrived by then.
 */
export class ResponsesReducer implements StreamReducer<unknown, OpenAI.Responses.Response> {
  readonly #items: OpenItems = new Map();
  #response: OpenWireObject | undefined;
  #error: OpenWireObject | undefined;

  add(event: unknown): void {
    if (!isWireObject(event)) return;
    const { type } = event;
    const apply = OUTPUT_EVENTS.get(type);
    if (apply) apply(this.#items, event);
    else if (LIFECYCLE.has(type)) this.#takeResponse(event['response']);
    else if (type === 'error') this.#error = errorOf(event);
  }

  result(): OpenAI.Responses.Response | undefined {
    if (!this.#response && !this.#error && this.#items.size === 0) return undefined;
    const response = this.#response ?? { object: 'response' };
    const output = hasItems(response['output']) ? response['output'] : outputOf(this.#items);
    const whole = {
      ...response,
      ...(this.#error ? { error: response['error'] ?? this.#error } : {}),
      output,
      // The client adds this field to a response that was not streamed.
      output_text: response['output_text'] ?? outputText(output),
    };
    // Providers leave out what the type promises; the record shows what they sent.
    return whole as unknown as OpenAI.Responses.Response;
  }

  #takeResponse(response: unknown): void {
    if (isWireObject(response)) this.#response = copyWire(response) as OpenWireObject;
  }
}

function errorOf({ code, message, param, error }: WireObject): OpenWireObject {
  return copyWire(isWireObject(error) ? error : { code, message, param }) as OpenWireObject;
}

function hasItems(output: unknown): output is readonly unknown[] {
  return Array.isArray(output) && output.length > 0;
}

function outputText(output: readonly unknown[]): string {
  return output.flatMap(contentOf).map(textOf).join('');
}

function contentOf(item: unknown): readonly unknown[] {
  return isWireObject(item) && Array.isArray(item['content']) ? item['content'] : [];
}

function textOf(part: unknown): string {
  return isWireObject(part) && part['type'] === 'output_text' && typeof part['text'] === 'string' ? part['text'] : '';
}
