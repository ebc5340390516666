/** Less is not worth the effort. */
const LARGE = 64 * 1024;
const GROWTH = 4;

/** Bytes that come piece by piece, in memory that is given back as soon as they have been used. */
export class GrowingBytes {
  readonly #expected: number;
  #bytes: Buffer = roomFor(0);
  #length = 0;

  /** @param expected how many are said to come; 0 where nobody knows. More and fewer may. */
  constructor(expected = 0) {
    this.#expected = expected;
  }

  add(piece: Buffer): void {
    const length = this.#length + piece.length;
    if (length > this.#bytes.length) this.#grow(length);
    piece.copy(this.#bytes, this.#length);
    this.#length = length;
  }

  /** Everything that has come; no copy. */
  all(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }

  /** Gives the memory back: what `all` has given may be empty from now on. */
  free(): void {
    giveBack(this.#bytes);
  }

  // A promise is believed as far as it goes with what has been sent: nobody gets much memory for a few bytes.
  #grow(needed: number): void {
    const before = this.#bytes;
    const generous = Math.max(LARGE, GROWTH * needed);
    this.#bytes = roomFor(this.#expected < needed ? generous : Math.min(generous, this.#expected));
    before.copy(this.#bytes, 0, 0, this.#length);
    giveBack(before);
  }
}

// Not of the memory that small buffers share.
function roomFor(bytes: number): Buffer {
  return Buffer.allocUnsafeSlow(bytes);
}

// What was in use for a while would otherwise stay until the whole heap is collected.
function giveBack({ buffer, length }: Buffer): void {
  if (length >= LARGE) structuredClone(undefined, { transfer: [buffer as ArrayBuffer] });
}
