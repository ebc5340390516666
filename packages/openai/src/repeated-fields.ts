/** Fields of one object that are remembered; what comes behind them is looked at each time. */
const MOST_FIELDS = 32;

/** Characters of a text that is remembered. */
const LONGEST_TEXT = 256;

/** Stands for a value that is not remembered, and that nothing equals. */
const NOT_REMEMBERED: unique symbol = Symbol('not remembered');

/**
 * Tells which fields of an object are as they were in the object of the same stream before it: most fields of a chunk
 * are, in the same order, and need no second look. Remembers short texts, numbers, booleans and null, never an object.
 */
export class RepeatedFields {
  readonly #keys: string[] = [];
  readonly #values: unknown[] = [];
  /** Fields that are remembered: a field that differs makes one forget those behind it. */
  #count = 0;

  /** Whether the field at `place`, counted from 0 in each object, is as it was before; if not, it is remembered. */
  has(place: number, key: string, value: unknown): boolean {
    if (place < this.#count && this.#keys[place] === key && this.#values[place] === value) return true;
    if (place < MOST_FIELDS) {
      this.#keys[place] = key;
      this.#values[place] = isSmall(value) ? value : NOT_REMEMBERED;
      this.#count = place + 1;
    }
    return false;
  }
}

function isSmall(value: unknown): boolean {
  if (typeof value === 'string') return value.length <= LONGEST_TEXT;
  return typeof value !== 'object' || value === null;
}
