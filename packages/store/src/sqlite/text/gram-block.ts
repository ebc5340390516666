import { GRAMS, GRAMS_PER_GROUP } from './grams.ts';

// How a list of texts is written; the bits above the six of the gram's number in its group.
const NUMBERS = 0;
const BITS = 1;
const ALL = 2;
const KIND_SHIFT = 6;

/** The texts that have the grams of a group. */
export interface GramGroup {
  readonly group: number;
  readonly lists: Uint8Array;
}

/**
 * Encodes which of `count` texts have which gram: for each gram its number in the group and the kind of its list, then
 * nothing when all have it, a bit for each text, or the gaps between the texts' numbers, whichever is shortest.
 * @param starts where the texts of each gram begin in `texts`; one more than there are grams.
 * @param texts numbers of texts, ascending for each gram.
 */
export function encodeGroups(count: number, starts: Uint32Array, texts: Uint16Array): readonly GramGroup[] {
  const groups: GramGroup[] = [];
  const out = new Uint8Array(GRAMS_PER_GROUP * maxListBytes(count));
  for (let first = 0; first < GRAMS; first += GRAMS_PER_GROUP) {
    let end = 0;
    for (let place = 0; place < GRAMS_PER_GROUP; place++) {
      const from = starts[first + place] ?? 0;
      const to = starts[first + place + 1] ?? 0;
      if (to > from) end = writeList(out, end, { place, texts, from, to, count });
    }
    if (end > 0) groups.push({ group: first / GRAMS_PER_GROUP, lists: out.slice(0, end) });
  }
  return groups;
}

/** The texts that have a gram: 1 for each that does. Undefined when none has it. */
export function readList(lists: Uint8Array, gram: number, count: number): Uint8Array | undefined {
  const wanted = gram % GRAMS_PER_GROUP;
  for (let at = 0; at < lists.length;) {
    const head = byteAt(lists, at++);
    const kind = head >> KIND_SHIFT;
    const start = kind === NUMBERS ? at + 2 : at;
    const end = start + lengthOf(lists, at, { kind, count });
    if ((head & (GRAMS_PER_GROUP - 1)) === wanted) return members(kind, lists.subarray(start, end), count);
    at = end;
  }
  return undefined;
}

/** The texts of one gram: those in `texts` between `from` and `to`. */
interface GramList {
  readonly place: number;
  readonly texts: Uint16Array;
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

function writeList(out: Uint8Array, start: number, gram: GramList): number {
  const { place, from, to, count } = gram;
  if (to - from === count) {
    out[start] = place | (ALL << KIND_SHIFT);
    return start + 1;
  }
  const many = to - from >= bitBytes(count);
  out[start] = place | ((many ? BITS : NUMBERS) << KIND_SHIFT);
  return many ? writeBits(out, start + 1, gram) : writeGaps(out, start + 1, gram);
}

function writeBits(out: Uint8Array, start: number, { texts, from, to, count }: GramList): number {
  const end = start + bitBytes(count);
  out.fill(0, start, end);
  for (let i = from; i < to; i++) {
    const text = texts[i] ?? 0;
    const at = start + (text >> 3);
    out[at] = byteAt(out, at) | (1 << (text & 7));
  }
  return end;
}

// Their length in bytes comes first, in two bytes.
function writeGaps(out: Uint8Array, start: number, { texts, from, to }: GramList): number {
  let at = start + 2;
  let next = 0;
  for (let i = from; i < to; i++) {
    const text = texts[i] ?? 0;
    at = writeNumber(out, at, text - next);
    next = text + 1;
  }
  const length = at - start - 2;
  out[start] = length & 255;
  out[start + 1] = length >> 8;
  return at;
}

function lengthOf(
  lists: Uint8Array,
  at: number,
  { kind, count }: { readonly kind: number; readonly count: number },
): number {
  if (kind === NUMBERS) return byteAt(lists, at) | (byteAt(lists, at + 1) << 8);
  return kind === BITS ? bitBytes(count) : 0;
}

function members(kind: number, bytes: Uint8Array, count: number): Uint8Array {
  const has = new Uint8Array(count);
  if (kind === ALL) has.fill(1);
  else if (kind === BITS) setBits(has, bytes);
  else setBehindGaps(has, bytes);
  return has;
}

function setBits(has: Uint8Array, bytes: Uint8Array): void {
  for (let text = 0; text < has.length; text += 1) has[text] = (byteAt(bytes, text >> 3) >> (text & 7)) & 1;
}

function setBehindGaps(has: Uint8Array, bytes: Uint8Array): void {
  let [text, gap, shift] = [0, 0, 0];
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = byteAt(bytes, at);
    gap |= (byte & 127) << shift;
    shift += 7;
    if (byte > 127) continue;
    text += gap;
    has[text++] = 1;
    gap = shift = 0;
  }
}

function bitBytes(count: number): number {
  return Math.ceil(count / 8);
}

// Gaps are written where they are fewer than these bytes; each takes at most three.
function maxListBytes(count: number): number {
  return 3 + 3 * bitBytes(count);
}

// Seven bits a byte, the lowest first; the eighth says that more follow.
function writeNumber(out: Uint8Array, start: number, value: number): number {
  let at = start;
  let rest = value;
  for (; rest > 127; rest >>>= 7) out[at++] = (rest & 127) | 128;
  out[at++] = rest;
  return at;
}

function byteAt(bytes: Uint8Array, at: number): number {
  return bytes[at] ?? 0;
}
