import { bounds, copyWire, fieldOf, isWireObject, type OpenWireObject, setField, type WireObject } from './wire.ts';

/** Fields that name a thing: providers repeat them in later pieces, where other texts are continued. */
const LABELS: ReadonlySet<string> = new Set(['id', 'type', 'role', 'name', 'format', 'channel', 'status', 'mime_type']);

/** Types of list items that the next item of the same type continues; all others stand for themselves. */
const CONTINUED: ReadonlySet<unknown> = new Set(['text', 'thinking']);

/**
 * Adds one streamed piece of a field to what came before: texts are appended (labels replaced), lists and objects
 * folded item by item, anything else takes the newest value. Null never replaces what is there.
 */
export function foldField(target: OpenWireObject, key: string, piece: unknown, depth = 0): void {
  const held = fieldOf(target, key);
  if (typeof piece === 'string')
    setField(target, key, LABELS.has(key) ? piece || (held ?? piece) : append(held, piece));
  else if (piece === null || piece === undefined) {
    if (held === undefined) setField(target, key, piece);
  } else setField(target, key, foldContainer(held, piece, depth));
}

/** Continues a text; whatever else was held is replaced. Stops growing past the bound. */
export function append(held: unknown, piece: string): string {
  if (typeof held !== 'string') return piece;
  return held.length > bounds.textChars ? held : held + piece;
}

/**
 * Adds streamed items to a list of our own. An item continues an earlier one where both carry the same `index`
 * (and do not differ in `type`), or where it follows a text of the same type.
 */
export function foldList(held: unknown[], pieces: readonly unknown[], depth = 0): unknown[] {
  for (const piece of pieces) {
    const earlier = isWireObject(piece) ? continuedBy(held, piece) : undefined;
    if (earlier && isWireObject(piece)) foldObject(earlier, piece, depth + 1);
    else if (held.length < bounds.listItems) held.push(copyWire(piece, depth + 1));
  }
  return held;
}

function foldContainer(held: unknown, piece: unknown, depth: number): unknown {
  if (depth >= bounds.depth) return held ?? null;
  if (Array.isArray(piece)) return foldList(Array.isArray(held) ? held : [], piece, depth);
  if (isWireObject(piece)) return foldObject(isWireObject(held) ? held : {}, piece, depth + 1);
  return piece;
}

function foldObject(target: OpenWireObject, piece: WireObject, depth: number): OpenWireObject {
  for (const key of Object.keys(piece)) foldField(target, key, piece[key], depth);
  return target;
}

function continuedBy(held: readonly unknown[], piece: WireObject): OpenWireObject | undefined {
  const last = held.at(-1);
  if (typeof piece['index'] === 'number') {
    return held.findLast((item): item is OpenWireObject => isWireObject(item) && hasSamePlace(item, piece));
  }
  const continues = CONTINUED.has(piece['type']) && isWireObject(last) && last['type'] === piece['type'];
  return continues ? last : undefined;
}

function hasSamePlace(item: WireObject, piece: WireObject): boolean {
  const type = piece['type'];
  return item['index'] === piece['index'] && (type === undefined || type === null || type === item['type']);
}
