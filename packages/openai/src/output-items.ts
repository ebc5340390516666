import { append, foldList } from './fold-field.ts';
import type { PartPlace, TextPlace } from './responses-text.ts';
import {
  bounds,
  copyWire,
  indexOr,
  inOrder,
  isWireObject,
  type OpenWireObject,
  setField,
  type WireObject,
} from './wire.ts';

/** One output item of a response of which pieces still arrive; its lists are kept by index until it is read. */
export interface OpenItem {
  readonly fields: OpenWireObject;
  readonly content: Map<number, OpenWireObject>;
  readonly summary: Map<number, OpenWireObject>;
}

/** The output items of a response, by `output_index`. */
export type OpenItems = Map<number, OpenItem>;

/** Takes an item as announced or as finished, in place of what was collected of it. */
export function putItem(items: OpenItems, event: WireObject): void {
  const { item } = event;
  if (!isWireObject(item)) return;
  const fields = copyWire(item) as OpenWireObject;
  const open: OpenItem = { fields, content: slotsOf(fields['content']), summary: slotsOf(fields['summary']) };
  putSlot(items, indexOr(event['output_index'], items.size), open);
}

/** Takes a part of an item as announced or as finished. */
export function putPart(items: OpenItems, event: WireObject, place: PartPlace): void {
  const { part } = event;
  if (!isWireObject(part)) return;
  const slots = itemFor(items, event, place.list === 'content' ? 'message' : 'reasoning')[place.list];
  putSlot(slots, indexOr(event[place.index], 0), copyWire(part) as OpenWireObject);
}

/** Continues the text that the event belongs to, or puts it whole. */
export function putText(items: OpenItems, event: WireObject, place: TextPlace, whole: boolean): void {
  const piece = event[whole ? place.field : 'delta'];
  if (typeof piece !== 'string') return;
  const owner = ownerFor(items, event, place);
  owner[place.field] = whole ? piece : append(owner[place.field], piece);
  if (!whole && Array.isArray(event['logprobs']) && event['logprobs'].length > 0)
    addTo(owner, 'logprobs', event['logprobs']);
}

/** Adds an annotation to the text that it belongs to. */
export function putAnnotation(items: OpenItems, event: WireObject, place: TextPlace): void {
  if (isWireObject(event['annotation'])) addTo(ownerFor(items, event, place), 'annotations', [event['annotation']]);
}

/** The items as the whole response lists them. */
export function outputOf(items: OpenItems): OpenWireObject[] {
  return inOrder(items).map(({ fields, content, summary }) => ({
    ...fields,
    ...(content.size > 0 ? { content: inOrder(content) } : {}),
    ...(summary.size > 0 ? { summary: inOrder(summary) } : {}),
  }));
}

function ownerFor(items: OpenItems, event: WireObject, { item: type, part: place }: TextPlace): OpenWireObject {
  const item = itemFor(items, event, type);
  if (!place) return item.fields;
  const index = indexOr(event[place.index], 0);
  const known = item[place.list].get(index);
  if (known) return known;
  const part: OpenWireObject = { type: place.type };
  putSlot(item[place.list], index, part);
  return part;
}

function itemFor(items: OpenItems, event: WireObject, type: string): OpenItem {
  const index = indexOr(event['output_index'], 0);
  const known = items.get(index);
  if (known) return known;
  const fields: OpenWireObject = { type, id: event['item_id'], ...(type === 'message' ? { role: 'assistant' } : {}) };
  const item: OpenItem = { fields, content: new Map(), summary: new Map() };
  putSlot(items, index, item);
  return item;
}

function slotsOf(list: unknown): Map<number, OpenWireObject> {
  return new Map(Array.isArray(list) ? list.filter(isWireObject).entries() : []);
}

function putSlot<T>(slots: Map<number, T>, index: number, value: T): void {
  if (slots.has(index) || slots.size < bounds.listItems) slots.set(index, value);
}

function addTo(owner: OpenWireObject, key: string, pieces: readonly unknown[]): void {
  const held = owner[key];
  setField(owner, key, foldList(Array.isArray(held) ? held : [], pieces));
}
