import type { StreamReducer } from '@spanwright/core/kit';
import { foldList } from './fold-field.ts';
import { bounds, copyWire, isWireObject, type OpenWireObject, type WireObject } from './wire.ts';

/** Which list an object of an assistant's stream belongs to, by its event's name. */
const LISTS: readonly (readonly [prefix: string, list: 'steps' | 'messages'])[] = [
  ['thread.run.step.', 'steps'],
  ['thread.message.', 'messages'],
];

/**
 * Folds the events of an assistant's run into the run, with the messages and steps that it made: those that are
 * finished whole, those that are not as far as they came.
 */
export class AssistantReducer implements StreamReducer<unknown, never> {
  readonly #lists = { steps: new Map<unknown, OpenWireObject>(), messages: new Map<unknown, OpenWireObject>() };
  #run: OpenWireObject | undefined;
  #error: unknown;

  add(chunk: unknown): void {
    if (!isWireObject(chunk) || typeof chunk['event'] !== 'string' || !isWireObject(chunk['data'])) return;
    const { event, data } = chunk as { readonly event: string; readonly data: WireObject };
    const list = LISTS.find(([prefix]) => event.startsWith(prefix))?.[1];
    if (list && event.endsWith('.delta')) this.#continue(list, data);
    else if (list) this.#take(list, data);
    else if (event.startsWith('thread.run.')) this.#run = copyWire(data) as OpenWireObject;
    else if (event === 'error') this.#error = copyWire(data);
  }

  // The types know the run alone, not what was streamed beside it.
  result(): undefined {
    if (!this.#run && this.#error === undefined) return undefined;
    const whole = {
      ...this.#run,
      ...(this.#error === undefined ? {} : { error: this.#error }),
      messages: [...this.#lists.messages.values()],
      ...(this.#lists.steps.size > 0 && { steps: [...this.#lists.steps.values()] }),
    };
    return whole as never;
  }

  #take(list: 'steps' | 'messages', data: WireObject): void {
    const items = this.#lists[list];
    if (items.has(data['id']) || items.size < bounds.listItems) items.set(data['id'], copyWire(data) as OpenWireObject);
  }

  #continue(list: 'steps' | 'messages', { id, delta }: WireObject): void {
    const content = isWireObject(delta) ? delta['content'] : undefined;
    const item = this.#lists[list].get(id);
    if (!item || !Array.isArray(content)) return;
    item['content'] = foldList(Array.isArray(item['content']) ? item['content'] : [], content);
  }
}
