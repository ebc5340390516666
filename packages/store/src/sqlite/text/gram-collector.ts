import { type GramGroup, encodeGroups } from './gram-block.ts';
import { GRAMS, visitGrams } from './grams.ts';

const FIRST_CAPACITY = 2 ** 18;
// A gram and the number of a text share 32 bits.
const TEXT_BITS = 14;
/** More texts than this a block cannot have. */
export const MAX_TEXTS: number = 2 ** TEXT_BITS;

/** Collects which texts have which grams, for one block of the index. Its memory is used again after `takeGroups`. */
export class GramCollector {
  readonly #last = new Uint16Array(GRAMS);
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
    for (const piece of pieces) visitGrams(piece, (gram) => this.#note(gram, number));
  }

  /** The lists of the texts since the last call. */
  takeGroups(): readonly GramGroup[] {
    const groups = encodeGroups(this.#count, ...this.#sorted());
    this.clear();
    return groups;
  }

  /** Forgets the texts since then. */
  clear(): void {
    if (this.#count > 0) this.#last.fill(0);
    this.#size = 0;
    this.#count = 0;
  }

  #note(gram: number, text: number): void {
    if (this.#last[gram] === text + 1) return;
    this.#last[gram] = text + 1;
    if (this.#size === this.#pairs.length) this.#grow();
    this.#pairs[this.#size++] = (gram << TEXT_BITS) | text;
  }

  #grow(): void {
    const larger = new Uint32Array(this.#pairs.length * 2);
    larger.set(this.#pairs);
    this.#pairs = larger;
  }

  // By counting: texts come in order, and stay so for each gram.
  #sorted(): readonly [Uint32Array, Uint16Array] {
    const pairs = this.#pairs.subarray(0, this.#size);
    const starts = new Uint32Array(GRAMS + 1);
    for (const pair of pairs) increment(starts, (pair >>> TEXT_BITS) + 1);
    for (let gram = 1; gram <= GRAMS; gram++) starts[gram] = (starts[gram] ?? 0) + (starts[gram - 1] ?? 0);
    const next = starts.slice();
    const texts = new Uint16Array(pairs.length);
    for (const pair of pairs) texts[increment(next, pair >>> TEXT_BITS)] = pair & (MAX_TEXTS - 1);
    return [starts, texts];
  }
}

function increment(numbers: Uint32Array, at: number): number {
  const before = numbers[at] ?? 0;
  numbers[at] = before + 1;
  return before;
}
