import { type GramGroup, encodeGroups } from './gram-block.ts';
import { GRAMS, GRAM_CHARS, firstGram, nextGram } from './grams.ts';

const FIRST_CAPACITY = 2 ** 18;
// A gram and the number of a text share 32 bits.
const TEXT_BITS = 14;
/** More texts than this a block cannot have. */
export const MAX_TEXTS: number = 2 ** TEXT_BITS;

const LAST_BITS = 16;
const LAST_MASK = 2 ** LAST_BITS - 1;
const ONE_MORE = 2 ** LAST_BITS;

/** Collects which texts have which grams, for one block of the index. Its memory is used again after `takeGroups`. */
export class GramCollector {
  // Of each gram: one more than the number of the last text that has it, and above that how many texts do.
  readonly #seen = new Uint32Array(GRAMS);
  #pairs = new Uint32Array(FIRST_CAPACITY);
  #size = 0;
  #count = 0;

  /** How many texts there are. */
  get count(): number {
    return this.#count;
  }

  /** Adds a text that consists of pieces; no gram reaches over the end of a piece. */
  add(pieces: Iterable<string>): void {
    const number = this.#count++;
    for (const piece of pieces) this.#addPiece(piece, number);
  }

  /** The lists of the texts since the last call. */
  takeGroups(): readonly GramGroup[] {
    const groups = encodeGroups(this.#count, ...this.#sorted());
    this.clear();
    return groups;
  }

  /** Forgets the texts since then. */
  clear(): void {
    if (this.#count > 0) this.#seen.fill(0);
    this.#size = 0;
    this.#count = 0;
  }

  // What indexing spends its time with: the bits of `#seen` are not taken apart by functions of their own.
  #addPiece(piece: string, text: number): void {
    while (this.#pairs.length - this.#size < piece.length) this.#grow();
    const pairs = this.#pairs;
    const seen = this.#seen;
    let size = this.#size;
    let gram = firstGram(piece);
    for (let i = GRAM_CHARS - 1; i < piece.length; i++) {
      gram = nextGram(gram, piece.charCodeAt(i));
      const before = seen[gram] ?? 0;
      if ((before & LAST_MASK) === text + 1) continue;
      seen[gram] = (before & ~LAST_MASK) + ONE_MORE + text + 1;
      pairs[size++] = (gram << TEXT_BITS) | text;
    }
    this.#size = size;
  }

  #grow(): void {
    const larger = new Uint32Array(this.#pairs.length * 2);
    larger.set(this.#pairs);
    this.#pairs = larger;
  }

  // By counting: texts come in order, and stay so for each gram.
  #sorted(): readonly [Uint32Array, Uint16Array] {
    const { starts, next } = this.#starts();
    const pairs = this.#pairs;
    const size = this.#size;
    const texts = new Uint16Array(size);
    for (let i = 0; i < size; i++) {
      const pair = pairs[i] ?? 0;
      const gram = pair >>> TEXT_BITS;
      const place = next[gram] ?? 0;
      next[gram] = place + 1;
      texts[place] = pair & (MAX_TEXTS - 1);
    }
    return [starts, texts];
  }

  // Where the texts of each gram begin; twice, for one is counted up.
  #starts(): { readonly starts: Uint32Array; readonly next: Uint32Array } {
    const seen = this.#seen;
    const starts = new Uint32Array(GRAMS + 1);
    let start = 0;
    for (let gram = 0; gram < GRAMS; gram++) {
      starts[gram] = start;
      start += (seen[gram] ?? 0) >>> LAST_BITS;
    }
    starts[GRAMS] = start;
    return { starts, next: starts.slice() };
  }
}
